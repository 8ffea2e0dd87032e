package io.fanfare.social;

import io.fanfare.delivery.Message;
import io.fanfare.kernel.HttpContent;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Asset;
import io.fanfare.library.AssetFiles;
import io.fanfare.library.Assets;
import io.fanfare.social.platforms.Publisher.Picture;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pictures of a post, scaled down if they are too large for the platform; none is held in memory. */
@Component
class PostPictures {
    /** The limit even if a server allows more: larger pictures look the same on a screen. */
    private static final long MOST_BYTES = 8_000_000;

    private final Assets assets;
    private final AssetFiles files;
    private final Transactions transactions;

    PostPictures(Assets assets, AssetFiles files, Transactions transactions) {
        this.assets = assets;
        this.files = files;
        this.transactions = transactions;
    }

    List<Picture> of(Message.Post.Part part, long allowed) {
        if (part.assetIds().isEmpty()) return List.of();
        Map<UUID, Asset> found = transactions.read(() -> assets.list(part.assetIds())).stream()
                .collect(Collectors.toMap(Asset::id, Function.identity()));
        return part.assetIds().stream()
                .map(id -> picture(found.get(id), part.altTexts().getOrDefault(id, ""), Math.min(allowed, MOST_BYTES)))
                .toList();
    }

    private Picture picture(@Nullable Asset asset, String alt, long mostBytes) {
        if (asset == null) throw new IllegalArgumentException("a picture of the post was deleted from the library");
        if (!asset.isPicture()) throw new IllegalArgumentException("“" + asset.assetName() + "” is not a picture");
        var file = files.within(asset, mostBytes);
        return new Picture(
                asset.assetName(),
                alt,
                file.mimeType(),
                Objects.requireNonNullElse(asset.width(), 1),
                Objects.requireNonNullElse(asset.height(), 1),
                file.fileHash(),
                new HttpContent.Source() {
                    @Override
                    public long size() {
                        return file.fileSize();
                    }

                    @Override
                    public InputStream open() {
                        return files.open(file);
                    }
                });
    }
}
