package org.jzones.file;

/** Is told how far a long piece of work has come, in bytes or in files. */
public interface Progress {
    Progress SILENT = new Progress() {
        @Override
        public void expect(String unit, long total) {}

        @Override
        public void advance(long by) {}

        @Override
        public boolean isWatched() {
            return false;
        }
    };

    /**
     * A piece of work of this size begins.
     *
     * @param unit what is counted, such as {@code bytes}
     */
    void expect(String unit, long total);

    void advance(long by);

    /** False if nobody looks, so that nothing need be counted beforehand. */
    boolean isWatched();
}
