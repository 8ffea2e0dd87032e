package io.fanfare.render;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Page;
import io.fanfare.render.providers.LocalProvider;
import io.fanfare.render.providers.Order;
import io.fanfare.render.providers.Remote;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The available renderers. */
@RestController
@RequestMapping("/api/render-providers")
class RenderProviders {
    private static final List<Dimensions> SIZES = List.of(
            new Dimensions(1080, 1080, "Square"),
            new Dimensions(1080, 1350, "Portrait"),
            new Dimensions(1080, 1920, "Story"),
            new Dimensions(1200, 628, "Link"),
            new Dimensions(1600, 900, "Wide"),
            new Dimensions(1000, 1500, "Pin"),
            new Dimensions(728, 90, "Leaderboard"),
            new Dimensions(970, 250, "Billboard"),
            new Dimensions(300, 250, "Medium rectangle"),
            new Dimensions(320, 50, "Mobile banner"),
            new Dimensions(320, 100, "Large mobile banner"),
            new Dimensions(160, 600, "Skyscraper"),
            new Dimensions(300, 600, "Half page"));

    private final RemoteProviders remotes;

    RenderProviders(RemoteProviders remotes) {
        this.remotes = remotes;
    }

    /** A renderer: {@code configured} if it can be used now, with its {@code templates} and usual {@code sizes}. */
    record RenderProvider(
            String name,
            String title,
            Set<Order.Type> canRender,
            boolean configured,
            List<String> models,
            List<LocalProvider.Template> templates,
            List<Dimensions> sizes,
            String note) {}

    /** A common size. */
    record Dimensions(int width, int height, String title) {}

    /** Lists the renderers, what each can create, and whether it is configured in this workspace. */
    @GetMapping
    @Allow("content.read")
    Page<RenderProvider> listRenderProviders() {
        return Page.all(Stream.concat(Stream.of(local()), remotes.all().stream().map(this::remote))
                .toList());
    }

    private static RenderProvider local() {
        return new RenderProvider(
                LocalProvider.NAME,
                "Fanfare",
                LocalProvider.RENDERS,
                true,
                List.of(),
                LocalProvider.templates(),
                SIZES,
                "Draws your text in the brand's colors. Runs on this server and needs no account. The prompt is ignored.");
    }

    private RenderProvider remote(Remote remote) {
        boolean configured = remotes.account(remote).isPresent();
        var models = remote.canRender().stream()
                .flatMap(type -> remote.usualModel(type).stream())
                .sorted()
                .toList();
        return new RenderProvider(
                remote.name(),
                remote.title(),
                remote.canRender(),
                configured,
                models,
                List.of(),
                SIZES,
                configured
                        ? "Billed by " + remote.title() + " at its own rates."
                        : "Needs a credential of the kind "
                                + remote.credential().name().toLowerCase(Locale.ROOT) + ".");
    }
}
