package io.fanfare.social;

import io.fanfare.creative.CreativeEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Posts that say what a creative says, say what it says now. */
@Component
class CreativeListener {
    private final Posts posts;

    CreativeListener(Posts posts) {
        this.posts = posts;
    }

    @EventListener
    void changed(CreativeEvent.Changed event) {
        posts.renew(event.creative());
    }
}
