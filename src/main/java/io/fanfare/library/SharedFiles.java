package io.fanfare.library;

import io.fanfare.approval.ReviewFiles;
import io.fanfare.kernel.Refused;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Shows files to the guests of a review. */
@Component
class SharedFiles implements ReviewFiles {
    private final Assets assets;
    private final AssetFiles files;

    SharedFiles(Assets assets, AssetFiles files) {
        this.assets = assets;
        this.files = files;
    }

    @Override
    public ResponseEntity<Resource> show(UUID asset) {
        return files.serve(assets.find(asset).orElseThrow(Refused::notFound), "private");
    }
}
