package io.fanfare.start;

import io.fanfare.creative.DraftPreviews;
import io.fanfare.creative.DraftPreviews.Draft;
import io.fanfare.creative.DraftPreviews.Drafts;
import io.fanfare.identity.BrandKit;
import io.fanfare.identity.Brands;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Asset;
import io.fanfare.library.AssetFiles;
import io.fanfare.library.Assets;
import io.fanfare.render.PicturePreviews;
import io.fanfare.render.PicturePreviews.Look;
import io.fanfare.render.RenderParams;
import io.fanfare.start.FirstCampaignPreview.DraftPreview;
import io.fanfare.start.FirstCampaignPreview.MailPreview;
import io.fanfare.start.NewFirstCampaign.FoundBrand;
import io.fanfare.start.NewFirstCampaign.StartChannel;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the drafts of a first campaign before it is made, written and drawn by the same parts that make it. */
@Component
class FirstCampaignPreviews {
    private static final int SIDE = 640;
    private static final int LOGO_SIDE = 320;

    private final DraftPreviews drafts;
    private final PicturePreviews pictures;
    private final PictureDownload downloads;
    private final Brands brands;
    private final Assets assets;
    private final AssetFiles files;
    private final Transactions transactions;
    private final FirstCampaignSteps steps;

    FirstCampaignPreviews(
            DraftPreviews drafts,
            PicturePreviews pictures,
            PictureDownload downloads,
            Brands brands,
            Assets assets,
            AssetFiles files,
            Transactions transactions,
            FirstCampaignSteps steps) {
        this.drafts = drafts;
        this.pictures = pictures;
        this.downloads = downloads;
        this.brands = brands;
        this.assets = assets;
        this.files = files;
        this.transactions = transactions;
        this.steps = steps;
    }

    /** Outside a transaction: the post and its pictures are read from the web. */
    FirstCampaignPreview of(NewFirstCampaign request, boolean drawn) {
        var written = written(request);
        var channels = written.items().stream().map(Draft::channel).toList();
        var times = FirstItems.times(channels, steps.today());
        var drawings = drawn ? drawings(request, written, channels) : Map.<String, String>of();
        var items = new ArrayList<DraftPreview>();
        for (int i = 0; i < channels.size(); i++)
            items.add(item(written.items().get(i), written.title(), drawings, times.get(i)));
        String name = request.name() == null || request.name().isBlank() ? written.title() : request.name();
        return new FirstCampaignPreview(name, items);
    }

    private Drafts written(NewFirstCampaign request) {
        var channels = request.channels().stream().map(StartChannel::word).toList();
        String accent = found(request).map(FoundBrand::colors).stream()
                .flatMap(List::stream)
                .findFirst()
                .orElse(null);
        return request.postUrl() != null && !request.postUrl().isBlank()
                ? drafts.ofPage(request.postUrl(), channels, accent)
                : drafts.ofText(Objects.requireNonNull(request.text()), channels, accent);
    }

    /** What was found counts only for someone who may change the brand. */
    private static Optional<FoundBrand> found(NewFirstCampaign request) {
        return Optional.ofNullable(request.brand())
                .filter(brand -> Current.get().may("brand.write"));
    }

    private static DraftPreview item(Draft draft, String title, Map<String, String> drawings, String time) {
        var mail = draft.mail();
        String words = draft.thread().isEmpty()
                ? Objects.requireNonNullElse(draft.text(), "")
                : draft.thread().getFirst();
        return new DraftPreview(
                draft.channel(),
                mail == null ? FirstItems.titled(draft.channel(), words, title) : mail.subject(),
                draft.text(),
                draft.thread(),
                mail == null ? null : new MailPreview(mail.subject(), mail.preheader(), mail.html()),
                mail == null ? picture(draft.channel(), drawings) : null,
                time);
    }

    /** Its own, or that of another channel that shows the same shape. */
    private static @Nullable String picture(String channel, Map<String, String> drawings) {
        if (drawings.containsKey(channel)) return drawings.get(channel);
        return drawings.entrySet().stream()
                .filter(other -> FirstItems.sameShape(channel, other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private Map<String, String> drawings(NewFirstCampaign request, Drafts written, List<String> channels) {
        var themes = FirstItems.themes(written.html());
        var photo = read(request.pictureUrl(), SIDE);
        var look = look(found(request));
        var drawings = new LinkedHashMap<String, String>();
        // In the order of the items, as the finished ones are shared.
        for (String channel : channels) {
            if (!FirstItems.pictured(channels).contains(channel)) continue;
            var params = Json.convert(
                    FirstItems.drawing(channel, written.title(), themes, photo.isPresent()), RenderParams.class);
            boolean split = "split".equals(params.template());
            pictures.draw(params, look, split ? photo.stream().toList() : List.of(), SIDE)
                    .ifPresent(jpeg -> drawings.put(
                            channel,
                            "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg)));
        }
        return drawings;
    }

    private Look look(Optional<FoundBrand> found) {
        var brand = transactions.read(() -> brands.of(null));
        var logo = found.map(FoundBrand::logoUrl)
                .flatMap(address -> read(address, LOGO_SIDE))
                .or(() -> stored(brand));
        return new Look(
                found.map(FoundBrand::name).orElse(brand.name()),
                found.map(FoundBrand::colors).orElse(brand.colors()),
                found.map(FoundBrand::fonts).orElse(brand.fonts()),
                logo.orElse(null));
    }

    private Optional<BufferedImage> stored(BrandKit brand) {
        UUID logo = brand.logoAssetId();
        if (logo == null) return Optional.empty();
        return transactions
                .read(() -> assets.find(logo))
                .filter(Asset::isPicture)
                .map(asset -> files.picture(asset, LOGO_SIDE));
    }

    private Optional<BufferedImage> read(@Nullable String address, int side) {
        return address == null || address.isBlank() ? Optional.empty() : downloads.read(address, side);
    }
}
