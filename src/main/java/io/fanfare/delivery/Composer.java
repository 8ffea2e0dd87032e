package io.fanfare.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns planned rows into messages. The room that plans rows of a kind composes that kind. */
public interface Composer {
    String itemKind();

    /** Reads everything that these rows need. Called in a short read transaction; rendering follows outside of it. */
    Renderer prepare(List<Delivery> deliveries);

    /** Renders the rows that it was prepared for, one by one. */
    @FunctionalInterface
    interface Renderer {
        /** The message of a row; null if its item no longer exists. An exception fails this row and no other. */
        @Nullable
        Message render(Delivery delivery);
    }
}
