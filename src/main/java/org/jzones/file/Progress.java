package org.jzones.file;

import org.jzones.model.Problem;

/**
 * Is told how far a long piece of work has come, in bytes or in files, and what goes on where nothing can be counted. What
 * begins ends what was before.
 */
public interface Progress {
    Progress SILENT = new Progress() {
        @Override
        public void expect(String unit, long total) {}

        @Override
        public void advance(long by) {}

        @Override
        public void phase(Problem what) {}

        @Override
        public void quietPhase(Problem what) {}

        @Override
        public void done() {}

        @Override
        public boolean isWatched() {
            return false;
        }
    };

    /**
     * A piece of work of this size begins.
     *
     * @param unit what is counted, such as {@code bytes}
     * @param total about how many there will be
     */
    void expect(String unit, long total);

    void advance(long by);

    /** Something begins that nobody knows the length of. */
    void phase(Problem what);

    /** The same, while another program may ask the user something at the terminal: it is said once, and not again. */
    void quietPhase(Problem what);

    /** What has begun has come to its end, as opposed to having failed. */
    void done();

    /** False if nobody looks, so that nothing need be counted beforehand. */
    boolean isWatched();
}
