package io.fanfare.social;

import io.fanfare.kernel.Refused;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why a platform would reject a post; {@code limit} and {@code actual} are counted as the platform counts. */
record PostProblem(
        String platform,
        String code,
        String message,
        @Nullable Number limit,
        @Nullable Number actual,
        @Nullable UUID assetId) {
    static final String NOT_CONNECTED = "platform_not_connected";

    static PostProblem of(String platform, String code, String message) {
        return new PostProblem(platform, code, message, null, null, null);
    }

    /** Refuses a post with all its problems; a post that only lacks an account gets its own code. */
    static void refuse(List<PostProblem> problems) {
        if (problems.isEmpty()) return;
        boolean onlyUnconnected = problems.stream().allMatch(problem -> problem.code.equals(NOT_CONNECTED));
        throw Refused.unprocessable(onlyUnconnected ? NOT_CONNECTED : "post_unfit", problems.getFirst().message)
                .with("problems", problems);
    }

    PostProblem prefixed(String prefix) {
        return new PostProblem(platform, code, prefix + message, limit, actual, assetId);
    }
}
