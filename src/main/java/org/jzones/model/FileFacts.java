package org.jzones.model;

/** What one look at a path tells, without following a link; uid -1 and mode 0 where there is nothing. */
public record FileFacts(String path, Kind kind, int uid, int mode) {
    /** What is there. */
    public enum Kind {
        MISSING,
        DIRECTORY,
        FILE,
        LINK,
        OTHER
    }

    public boolean exists() {
        return kind != Kind.MISSING;
    }

    public boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }
}
