package io.fanfare.library;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The bytes of files, as they were uploaded or scaled down. */
@RestController
@RequestMapping("/api/campaign-assets")
class Downloads {
    private final AssetStore store;
    private final AssetFiles files;
    private final Renditions renditions;
    private final Transactions transactions;

    Downloads(AssetStore store, AssetFiles files, Renditions renditions, Transactions transactions) {
        this.store = store;
        this.files = files;
        this.renditions = renditions;
        this.transactions = transactions;
    }

    /**
     * Returns the bytes of a file as they were uploaded, or a {@code rendition} of a picture or video: {@code thumb} (480
     * pixels on the longer side), {@code preview} (1280) or {@code poster} (a frame of a video, at most 4096), as JPEG, or as
     * PNG if it is transparent. {@code Range} requests are supported.
     */
    @GetMapping(value = "/{id}/file", produces = MediaType.ALL_VALUE)
    @Allow(value = "content.read", outside = true)
    ResponseEntity<Resource> readAssetFile(@PathVariable UUID id, @RequestParam @Nullable String rendition) {
        var asset = transactions.read(() -> store.find(id).orElseThrow(Refused::notFound));
        if (rendition == null || rendition.isEmpty()) return files.serve(asset, "private");
        return files.serve(asset, renditions.of(asset, rendition));
    }
}
