package org.jzones.model;

/** What was asked for, or found, about a move to another machine, besides names and places. */
public enum TransferChoice {
    /** Halt the zone first. */
    HALT,
    /** Boot it there. */
    BOOT,
    /** Copy what is there before the zone is halted, and the rest afterwards. */
    LIVE,
    /** Remove its files here in the end. */
    DELETE,
    /** Compare contents too. */
    CHECKSUM,
    /** Both machines see the zonepath. */
    SHARED,
    /** attach -u there. */
    UPDATE,
    /** attach -F there. */
    FORCE,
    /** It was running when the move began. */
    WAS_RUNNING,
    /** It was ready when the move began. */
    WAS_READY
}
