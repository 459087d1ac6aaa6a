package org.jzones.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.FileFacts;
import org.jzones.model.FileFacts.Kind;
import org.jzones.model.GlobalProperty;
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
        /** Install or clone: the zonepath may be missing and must be unused; rights of others are taken away. */
        INSTALL,
        /** The same for somebody who only wants to know: nothing is set right. */
        INSTALL_AS_IT_IS,
        /** Move: the new zonepath and directories above it may be missing; whether it is unused is seen elsewhere. */
        MOVE,
        /** Attach: the zonepath exists and holds a root; rights of others are taken away. */
        ATTACH,
        /** Boot, and what else works on an installed zone. */
        BOOT;

        private boolean isForNewFiles() {
            return this == INSTALL || this == INSTALL_AS_IT_IS;
        }

        private boolean closesZonepath() {
            return this == INSTALL || this == ATTACH;
        }
    }

    private static final int RIGHTS_OF_OTHERS = 077;
    private static final int WRITABLE_BY_OTHERS = 02;

    private HostRules() {}

    /** Every problem, the zonepath's first. */
    public static List<Problem> problems(ZoneConfig config, HostFacts facts, Purpose purpose) {
        List<Problem> problems = new ArrayList<>();
        problems.addAll(above(facts, purpose));
        if (facts.ancestors().stream().allMatch(a -> a.isDirectory() || !a.exists())) {
            problems.addAll(zonepath(config, facts, purpose));
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
                if (purpose.isForNewFiles()) {
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

    private static List<Problem> zonepath(ZoneConfig config, HostFacts facts, Purpose purpose) {
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
        boolean closes = purpose.closesZonepath() && canBeClosed(zonepath, facts.callerUid());
        if (isOpen(zonepath) && !closes) {
            problems.add(Problem.of(Message.ZONEPATH_MODE, zonepath.path(), octal(zonepath.mode())));
        }
        if (purpose != Purpose.MOVE) {
            problems.addAll(purpose.isForNewFiles() ? leftovers(config, facts) : bits(facts));
        }
        return problems;
    }

    /** True for a zonepath that is as it should be but for rights of others, which the caller can take away. */
    public static boolean canBeClosed(FileFacts zonepath, int callerUid) {
        boolean rightOwner = zonepath.uid() == callerUid;
        return zonepath.isDirectory() && isOpen(zonepath) && rightOwner;
    }

    private static boolean isOpen(FileFacts zonepath) {
        return (zonepath.mode() & RIGHTS_OF_OTHERS) != 0;
    }

    private static List<Problem> leftovers(ZoneConfig config, HostFacts facts) {
        String attach = BrandRules.attach(config.get(GlobalProperty.BRAND));
        if (facts.manifest().exists()) {
            return List.of(
                    Problem.of(Message.ZONEPATH_DETACHED, facts.zonepath().path(), attach));
        }
        List<Problem> problems = new ArrayList<>();
        if (facts.root().exists()) {
            problems.add(Problem.of(Message.ZONEPATH_HAS_ROOT, facts.root().path(), attach));
        }
        if (facts.dev().exists()) {
            problems.add(Problem.of(Message.ZONEPATH_IN_USE, facts.dev().path()));
        }
        return problems;
    }

    private static List<Problem> bits(HostFacts facts) {
        List<Problem> problems = new ArrayList<>();
        if (!facts.root().isDirectory()) {
            problems.add(Problem.of(Message.ZONE_ROOT_MISSING, facts.root().path()));
        }
        dev(facts.dev()).ifPresent(problems::add);
        return problems;
    }

    /** What is wrong with a zone's dev, which may be missing: what leads elsewhere has devices that are not the zone's. */
    public static Optional<Problem> dev(FileFacts dev) {
        return dev.exists() && !dev.isDirectory()
                ? Optional.of(Problem.of(Message.ZONE_DEV_BAD, dev.path()))
                : Optional.empty();
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

    /** The fs resources that take their files from at or below a zonepath. */
    public static List<Resource> filesystemsOf(ZoneConfig config, String zonepath) {
        InRootPath place = new InRootPath(zonepath);
        List<Resource> filesystems = new ArrayList<>();
        for (Resource fs : config.stored(ResourceType.FS)) {
            String special = fs.text("special").orElse("");
            if (InRootPath.isWellFormed(special) && new InRootPath(special).isAtOrBelow(place)) {
                filesystems.add(fs);
            }
        }
        return filesystems;
    }

    private static boolean isOwned(FileFacts file, HostFacts facts) {
        return file.uid() == 0 || file.uid() == facts.callerUid();
    }

    /** A mode as it is shown. */
    public static String octal(int mode) {
        return String.format("%04o", mode & 07777);
    }
}
