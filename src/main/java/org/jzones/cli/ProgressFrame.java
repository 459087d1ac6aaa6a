package org.jzones.cli;

/**
 * What a progress bar shows at one moment, in a line of a terminal: the task, the share that is done, a bar, and how much
 * that is. Where there is little room the bar goes first.
 *
 * @param unit what is counted; bytes are shown as mega- or kilobytes, and with a rate
 * @param count how many are done
 * @param total how many there will be
 * @param isDone whether all is done, whatever was expected
 * @param nanos since the work has begun
 */
record ProgressFrame(String task, String unit, long count, long total, boolean isDone, long nanos) {
    private static final int SHORTEST_BAR = 5;
    private static final long KILOBYTE = 1L << 10;
    private static final long MEGABYTE = 1L << 20;
    /** In bytes: up to here kilobytes say more. */
    private static final long LARGEST_IN_KILOBYTES = 8 * MEGABYTE;

    private static final double NANOS_A_SECOND = 1e9;

    /** The line, of at most so many columns. */
    String line(int columns) {
        int percent = isDone ? 100 : (int) Math.min(99, 100 * share());
        String head = "%s %3d%% ".formatted(task, percent);
        String tail = " " + amount();
        int room = columns - head.length() - tail.length() - "[]".length();
        if (room >= SHORTEST_BAR) {
            return head + bar(room) + tail;
        }
        String text = head.stripTrailing() + tail;
        return text.substring(0, Math.min(text.length(), Math.max(0, columns)));
    }

    private double share() {
        return total <= 0 ? 0 : Math.min(1, (double) count / total);
    }

    private String bar(int room) {
        int filled = isDone ? room : (int) Math.min(room - 1L, Math.round(room * share()));
        String tip = isDone ? "" : ">";
        return "[" + "=".repeat(filled) + tip + " ".repeat(room - filled - tip.length()) + "]";
    }

    private String amount() {
        long all = isDone ? Math.max(count, total) : total;
        long now = isDone ? all : Math.min(count, total);
        if (!unit.equals("bytes")) {
            return aligned(now, all) + " " + unit;
        }
        boolean small = all <= LARGEST_IN_KILOBYTES;
        long size = small ? KILOBYTE : MEGABYTE;
        String name = small ? "KB" : "MB";
        long rate = Math.round((double) count / size / Math.max(1, nanos / NANOS_A_SECOND));
        return aligned(now / size, all / size) + " " + name + " " + rate + " " + name + "/s";
    }

    /** The first number takes as much room as the second, so that the bar keeps its length. */
    private static String aligned(long now, long all) {
        String width = Integer.toString(Long.toString(all).length());
        return ("%" + width + "d/%d").formatted(now, all);
    }
}
