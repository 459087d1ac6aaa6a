package org.jzones.check;

import java.util.ArrayList;
import java.util.List;
import org.jzones.model.FileFacts;
import org.jzones.model.FileFacts.Kind;
import org.jzones.model.HostFacts;
import org.jzones.model.InRootPath;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;

/** Whether a configuration fits a host and its zonepath is in order (zoneadm verify, spec 3.6). */
public final class HostRules {
    /** For what the configuration is checked. */
    public enum Purpose {
        /** Install or clone: the zonepath may be missing and must be unused. */
        INSTALL,
        /** Move: the new zonepath and directories above it may be missing; whether it is unused is seen elsewhere. */
        MOVE,
        /** Attach: the zonepath exists and holds a root. */
        ATTACH,
        /** Boot, and what else works on an installed zone. */
        BOOT
    }

    private static final int RIGHTS_OF_OTHERS = 077;
    private static final int WRITABLE_BY_OTHERS = 02;

    private HostRules() {}

    /** Every problem, the zonepath's first. */
    public static List<Problem> problems(ZoneConfig config, HostFacts facts, Purpose purpose) {
        List<Problem> problems = new ArrayList<>();
        problems.addAll(above(facts, purpose));
        if (facts.ancestors().stream().allMatch(a -> a.isDirectory() || !a.exists())) {
            problems.addAll(zonepath(facts, purpose));
        }
        problems.addAll(overlaps(config, facts));
        if (purpose != Purpose.MOVE) {
            problems.addAll(resources(config, facts));
        }
        return problems;
    }

    /** The problems of everything but the zonepath. */
    public static List<Problem> resources(ZoneConfig config, HostFacts facts) {
        List<Problem> problems = new ArrayList<>();
        for (String dir : config.inheritedDirs()) {
            if (!isDirectory(facts, dir)) {
                problems.add(Problem.of(Message.INHERITED_DIR_MISSING, dir));
            }
        }
        for (Resource fs : config.stored(ResourceType.FS)) {
            String special = fs.text("special").orElse("");
            FileFacts there = facts.directories().get(special);
            if (fs.text("type").orElse("").equals("lofs") && (there == null || !there.exists())) {
                problems.add(
                        Problem.of(Message.LOFS_SPECIAL_MISSING, fs.text("dir").orElse(""), special));
            }
        }
        return problems;
    }

    private static boolean isDirectory(HostFacts facts, String dir) {
        FileFacts there = facts.directories().get(dir);
        return there != null && there.isDirectory();
    }

    private static List<Problem> above(HostFacts facts, Purpose purpose) {
        List<Problem> problems = new ArrayList<>();
        for (FileFacts ancestor : facts.ancestors()) {
            if (!ancestor.exists()) {
                if (purpose == Purpose.INSTALL) {
                    problems.add(Problem.of(
                            Message.ZONEPATH_PARENT_MISSING, facts.zonepath().path(), ancestor.path()));
                }
                return problems;
            }
            if (!ancestor.isDirectory()) {
                problems.add(Problem.of(
                        Message.ANCESTOR_NOT_DIRECTORY,
                        ancestor.path(),
                        facts.zonepath().path()));
                return problems;
            }
            if (!isOwned(ancestor, facts)) {
                problems.add(Problem.of(
                        Message.ANCESTOR_OWNER,
                        ancestor.path(),
                        facts.zonepath().path()));
            }
            if ((ancestor.mode() & WRITABLE_BY_OTHERS) != 0) {
                problems.add(Problem.of(Message.ANCESTOR_WRITABLE, ancestor.path(), octal(ancestor.mode())));
            }
        }
        return problems;
    }

    private static List<Problem> zonepath(HostFacts facts, Purpose purpose) {
        List<Problem> problems = new ArrayList<>();
        FileFacts zonepath = facts.zonepath();
        if (!zonepath.exists()) {
            if (purpose == Purpose.ATTACH || purpose == Purpose.BOOT) {
                problems.add(Problem.of(Message.ZONEPATH_MISSING, zonepath.path()));
            }
            return problems;
        }
        if (!zonepath.isDirectory()) {
            Message message = zonepath.kind() == Kind.LINK ? Message.ZONEPATH_IS_LINK : Message.ZONEPATH_NOT_DIRECTORY;
            problems.add(Problem.of(message, zonepath.path()));
            return problems;
        }
        if (!isOwned(zonepath, facts)) {
            problems.add(Problem.of(Message.ZONEPATH_OWNER, zonepath.path()));
        }
        if ((zonepath.mode() & RIGHTS_OF_OTHERS) != 0) {
            problems.add(Problem.of(Message.ZONEPATH_MODE, zonepath.path(), octal(zonepath.mode())));
        }
        if (purpose != Purpose.MOVE) {
            problems.addAll(purpose == Purpose.INSTALL ? leftovers(facts) : bits(facts));
        }
        return problems;
    }

    private static List<Problem> leftovers(HostFacts facts) {
        if (facts.manifest().exists()) {
            return List.of(
                    Problem.of(Message.ZONEPATH_DETACHED, facts.zonepath().path()));
        }
        List<Problem> problems = new ArrayList<>();
        for (FileFacts left : List.of(facts.root(), facts.dev())) {
            if (left.exists()) {
                problems.add(Problem.of(Message.ZONEPATH_IN_USE, left.path()));
            }
        }
        return problems;
    }

    private static List<Problem> bits(HostFacts facts) {
        return facts.root().isDirectory()
                ? List.of()
                : List.of(Problem.of(Message.ZONE_ROOT_MISSING, facts.root().path()));
    }

    /** The zones whose zonepath is this one's, or above or below it. */
    public static List<Problem> overlaps(ZoneConfig config, HostFacts facts) {
        List<Problem> problems = new ArrayList<>();
        if (!InRootPath.isWellFormed(config.zonepath())) {
            return problems;
        }
        InRootPath mine = new InRootPath(config.zonepath());
        facts.otherZonepaths().forEach((zone, text) -> {
            if (InRootPath.isWellFormed(text)) {
                InRootPath other = new InRootPath(text);
                if (mine.isAtOrBelow(other) || other.isAtOrBelow(mine)) {
                    problems.add(Problem.of(Message.ZONEPATH_OVERLAP, mine, zone, other));
                }
            }
        });
        return problems;
    }

    private static boolean isOwned(FileFacts file, HostFacts facts) {
        return file.uid() == 0 || file.uid() == facts.callerUid();
    }

    private static String octal(int mode) {
        return String.format("%04o", mode & 07777);
    }
}
