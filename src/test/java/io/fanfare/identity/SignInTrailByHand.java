package io.fanfare.identity;

import io.fanfare.Api;

/** Failed sign-ins are written a moment later. */
public final class SignInTrailByHand {
    private SignInTrailByHand() {}

    /** Waits until those so far are written. */
    public static void settle() {
        Api.bean(SignInTrail.class).settle();
    }
}
