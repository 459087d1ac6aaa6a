package org.jzones.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What it is about that a problem tells of, for programs that treat one kind unlike another. */
public enum ProblemKind {
    /** What was asked does not fit: the software, the configuration, what is on the disk or on another machine. */
    REFUSED,
    /** The zone is in a state, or of a brand, in which that is not done. */
    STATE,
    /** Somebody else is at it, or was and has not come to the end. */
    BUSY,
    /** A zone, file, manifest or inventory that was named is missing or broken. */
    INPUT,
    /** There is no host root, or no software database in it. */
    HOST;

    private static final Set<Message> OF_STATE =
            EnumSet.of(Message.ZONE_RESERVED, Message.BRAND_DOES_NOT_RUN, Message.BRAND_NOT_COMPARED);

    private static final Set<Message> OF_OTHERS = EnumSet.of(
            Message.LOCK_HELD,
            Message.MOVE_UNFINISHED,
            Message.RENAME_UNFINISHED,
            Message.CONFIG_CHANGED,
            Message.UPDATE_UNFINISHED,
            Message.ZONE_MOVING,
            Message.REMOTE_PENDING,
            Message.REMOTE_PENDING_CLEAN,
            Message.CHANGED_MEANWHILE);

    private static final Set<Message> OF_INPUT = EnumSet.of(
            Message.ZONE_NOT_GIVEN,
            Message.ZONE_UNKNOWN,
            Message.ZONE_NOT_CONFIGURED,
            Message.ZONE_NAME_BAD,
            Message.UUID_UNKNOWN,
            Message.FILE_READ,
            Message.FILE_IS_LINK,
            Message.FILE_IS_DIRECTORY,
            Message.FILE_NOT_REGULAR,
            Message.FILE_HAS_NAMES,
            Message.FILE_TOO_LARGE,
            Message.FILE_LINE_TOO_LONG,
            Message.NAME_OUTSIDE_LOCALE,
            Message.ARGUMENT_NOT_UTF8,
            Message.WORKING_DIRECTORY_GONE,
            Message.TOO_MANY_LINKS,
            Message.DOCUMENT_INVALID,
            Message.CONFIG_MISSING,
            Message.ZONEPATH_DIFFERS,
            Message.PLACE_URL,
            Message.EXPLORER_UNUSABLE,
            Message.EXPLORER_SEVERAL,
            Message.CAPTURE_UNKNOWN,
            Message.CAPTURE_FORMAT,
            Message.CAPTURE_NO_HOST,
            Message.CAPTURE_MANY,
            Message.CAPTURE_DIRECTORIES,
            Message.CAPTURE_LARGE,
            Message.ARCHIVE_CUT,
            Message.ARCHIVE_DAMAGED,
            Message.INVENTORY_INVALID,
            Message.INVENTORY_VERSION,
            Message.INVENTORY_IS_DOCUMENT,
            Message.INVENTORY_NO_NAME,
            Message.INVENTORY_SAME_NAME,
            Message.INVENTORY_NO_DIRECTORY,
            Message.MANIFEST_IS_INVENTORY,
            Message.MANIFEST_IS_DIRECTORY,
            Message.MANIFEST_MISSING,
            Message.MANIFEST_MISSING_LINUX,
            Message.MANIFEST_NO_PACKAGES);

    private static final Set<Message> OF_HOST = EnumSet.of(
            Message.ROOT_EMPTY,
            Message.ROOT_NOT_ABSOLUTE,
            Message.ROOT_NOT_DIRECTORY,
            Message.ROOT_SEEMS,
            Message.ROOT_IS_INVENTORY,
            Message.EXPLORER_IS_NO_ROOT,
            Message.SETTINGS_UNREADABLE,
            Message.SADM_PKG_MISSING,
            Message.SADM_IS_IPS,
            Message.SADM_CONTENTS_MISSING);

    /** That of one problem. */
    public static ProblemKind of(Problem problem) {
        Message message = problem.message();
        if (OF_HOST.contains(message)) {
            return HOST;
        }
        if (OF_INPUT.contains(message)) {
            return INPUT;
        }
        if (OF_OTHERS.contains(message)) {
            return BUSY;
        }
        return OF_STATE.contains(message) || message.name().startsWith("STATE_") ? STATE : REFUSED;
    }

    /** That of the most basic of several, which the others may come from; REFUSED if there are none. */
    public static ProblemKind of(List<Problem> problems) {
        return problems.stream()
                .map(ProblemKind::of)
                .max(ProblemKind::compareTo)
                .orElse(REFUSED);
    }

    /** As it is shown. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
