package io.fanfare.planning;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a plan will probably finish: the plan is calculated many times, each time with other lengths of its tasks (Monte Carlo). The
 * same seed gives the same answer.
 */
final class FinishForecast {
    private static final int MOST_RUNS = 2_000;
    private static final int FEWEST_RUNS = 100;
    /** Lengths drawn for one forecast; larger plans have fewer runs. */
    private static final int DRAWS = 2_000_000;

    private final Network network;
    private final List<@Nullable Length> lengths;

    /** How long a task may take, in working days. */
    sealed interface Length {
        double draw(RandomGenerator random);
    }

    /** Three-point estimate, drawn from the triangular distribution. */
    record ThreePoint(double low, double likely, double high) implements Length {
        @Override
        public double draw(RandomGenerator random) {
            if (high <= low) return likely;
            double share = random.nextDouble();
            double turn = (likely - low) / (high - low);
            return share < turn
                    ? low + Math.sqrt(share * (high - low) * (likely - low))
                    : high - Math.sqrt((1 - share) * (high - low) * (high - likely));
        }
    }

    /** The planned length times one of the ratios of actual to estimated hours in finished tasks. */
    record PastRatios(double planned, double[] ratios) implements Length {
        @Override
        public double draw(RandomGenerator random) {
            return planned * ratios[random.nextInt(ratios.length)];
        }
    }

    /** The points at which the plan finished, in ascending order. */
    record Finishes(int[] points) {
        /** The point by which this share of the runs had finished. */
        int percentile(double share) {
            return points[(int) Math.ceil(share * points.length) - 1];
        }

        /** The share of the runs that finished by a point. */
        double by(int point) {
            return Arrays.stream(points).filter(finish -> finish <= point).count() / (double) points.length;
        }
    }

    /** A task without a length of its own keeps the one in the network. */
    FinishForecast(Network network, List<@Nullable Length> lengths) {
        this.network = network;
        this.lengths = lengths;
    }

    int runs() {
        return Math.clamp(DRAWS / Math.max(1, network.size()), FEWEST_RUNS, MOST_RUNS);
    }

    Finishes from(int start, long seed) {
        var random = new SplittableRandom(seed);
        int[] points = new int[runs()];
        for (int run = 0; run < points.length; run++)
            points[run] = CriticalPath.earliest(network, start, drawn(random)).lastFinish();
        Arrays.sort(points);
        return new Finishes(points);
    }

    private int[] drawn(RandomGenerator random) {
        int[] drawn = CriticalPath.lengths(network);
        for (int task = 0; task < drawn.length; task++) {
            var length = lengths.get(task);
            if (length != null && drawn[task] > 0) drawn[task] = Math.max(1, fullDays(length.draw(random), random));
        }
        return drawn;
    }

    /** Rounds up as often as the fraction says, so that the mean stays what it is. */
    private static int fullDays(double days, RandomGenerator random) {
        int full = (int) days;
        return random.nextDouble() < days - full ? full + 1 : full;
    }
}
