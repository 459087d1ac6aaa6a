package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.jzones.check.HostRules.Purpose;
import org.jzones.model.FileFacts;
import org.jzones.model.FileFacts.Kind;
import org.jzones.model.GlobalProperty;
import org.jzones.model.HostFacts;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/** What the zonepath and its surroundings have to be like, for which purpose (spec 3.6). */
class HostRulesTest {
    private static final String ZONEPATH = "/export/zones/z";
    private static final int CALLER = 100;
    private static final int SOMEBODY = 101;

    private static final Set<Purpose> NEW_FILES = EnumSet.of(Purpose.INSTALL, Purpose.INSTALL_AS_IT_IS);

    /** The facts of a host, changed one by one. */
    private static final class Host {
        private final List<FileFacts> ancestors =
                new ArrayList<>(List.of(directory("/export", 0, 0755), directory("/export/zones", CALLER, 0755)));

        private FileFacts zonepath = directory(ZONEPATH, 0, 0700);
        private FileFacts root = missing(ZONEPATH + "/root");
        private FileFacts dev = missing(ZONEPATH + "/dev");
        private FileFacts manifest = missing(ZONEPATH + "/SUNWdetached.xml");
        private Map<String, String> others = Map.of("other", "/export/zones/other");

        /** A host on which the purpose can be reached. */
        Host(Purpose purpose) {
            if (!NEW_FILES.contains(purpose)) {
                root = directory(root.path(), 0, 0755);
                dev = directory(dev.path(), 0, 0755);
            }
        }

        HostFacts facts() {
            return new HostFacts(CALLER, ancestors, zonepath, root, dev, manifest, others, Map.of());
        }

        List<Problem> problems(Purpose purpose) {
            return HostRules.problems(zone(ZONEPATH), facts(), purpose);
        }
    }

    private static FileFacts directory(String path, int uid, int mode) {
        return new FileFacts(path, Kind.DIRECTORY, uid, mode);
    }

    private static FileFacts missing(String path) {
        return new FileFacts(path, Kind.MISSING, -1, 0);
    }

    private static ZoneConfig zone(String zonepath) {
        return ZoneConfig.blank(new ZoneName("z")).with(GlobalProperty.ZONEPATH, zonepath);
    }

    private static ZoneConfig zone(Resource... resources) {
        ZoneConfig zone = zone(ZONEPATH);
        for (Resource resource : resources) {
            zone = zone.adding(resource);
        }
        return zone;
    }

    @ParameterizedTest
    @EnumSource
    void aZonepathInOrderHasNoProblems(Purpose purpose) {
        Host host = new Host(purpose);
        assertEquals(List.of(), host.problems(purpose));
        host.zonepath = directory(ZONEPATH, CALLER, 0700);
        assertEquals(List.of(), host.problems(purpose));
    }

    @ParameterizedTest
    @EnumSource
    void aDirectoryAboveBelongsToRootOrTheCaller(Purpose purpose) {
        Host host = new Host(purpose);
        host.ancestors.set(0, directory("/export", SOMEBODY, 0755));
        assertEquals(List.of(Problem.of(Message.ANCESTOR_OWNER, "/export", ZONEPATH)), host.problems(purpose));
    }

    @ParameterizedTest
    @CsvSource({"0755, true", "0775, true", "0770, true", "0757, false", "0777, false", "01777, false", "0702, false"})
    void aDirectoryAboveIsNotWritableByOthersStickyOrNot(String mode, boolean fine) {
        Host host = new Host(Purpose.BOOT);
        host.ancestors.set(1, directory("/export/zones", 0, Integer.parseInt(mode, 8)));
        String shown = mode.length() == 5 ? mode.substring(1) : mode;
        assertEquals(
                fine ? List.of() : List.of(Problem.of(Message.ANCESTOR_WRITABLE, "/export/zones", shown)),
                host.problems(Purpose.BOOT));
    }

    @Test
    void everythingThatIsWrongAboveIsTold() {
        Host host = new Host(Purpose.BOOT);
        host.ancestors.set(0, directory("/export", SOMEBODY, 0757));
        host.ancestors.set(1, directory("/export/zones", SOMEBODY, 0755));
        assertEquals(
                List.of(
                        Problem.of(Message.ANCESTOR_OWNER, "/export", ZONEPATH),
                        Problem.of(Message.ANCESTOR_WRITABLE, "/export", "0757"),
                        Problem.of(Message.ANCESTOR_OWNER, "/export/zones", ZONEPATH)),
                host.problems(Purpose.BOOT));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"FILE", "LINK", "OTHER"})
    void whatIsAboveIsADirectoryAndBelowAnythingElseNothingIsLookedAt(Kind kind) {
        Host host = new Host(Purpose.ATTACH);
        host.ancestors.set(0, new FileFacts("/export", kind, SOMEBODY, 0777));
        host.zonepath = missing(ZONEPATH);
        assertEquals(
                List.of(Problem.of(Message.ANCESTOR_NOT_DIRECTORY, "/export", ZONEPATH)),
                host.problems(Purpose.ATTACH));
    }

    @ParameterizedTest
    @EnumSource
    void onlyForNewFilesTheParentExists(Purpose purpose) {
        Host host = new Host(purpose);
        host.ancestors.set(1, missing("/export/zones"));
        host.zonepath = missing(ZONEPATH);
        List<Problem> expected = switch (purpose) {
            case INSTALL, INSTALL_AS_IT_IS ->
                List.of(Problem.of(Message.ZONEPATH_PARENT_MISSING, ZONEPATH, "/export/zones"));
            case MOVE -> List.of();
            case ATTACH, BOOT -> List.of(Problem.of(Message.ZONEPATH_MISSING, ZONEPATH));
        };
        assertEquals(expected, host.problems(purpose));
    }

    @ParameterizedTest
    @EnumSource
    void aZonepathThatIsMissingIsMadeForNewFiles(Purpose purpose) {
        Host host = new Host(purpose);
        host.zonepath = missing(ZONEPATH);
        List<Problem> missing = List.of(Problem.of(Message.ZONEPATH_MISSING, ZONEPATH));
        boolean isNeeded = purpose == Purpose.ATTACH || purpose == Purpose.BOOT;
        assertEquals(isNeeded ? missing : List.of(), host.problems(purpose));
    }

    @ParameterizedTest
    @CsvSource({"LINK, ZONEPATH_IS_LINK", "FILE, ZONEPATH_NOT_DIRECTORY", "OTHER, ZONEPATH_NOT_DIRECTORY"})
    void aZonepathIsARealDirectory(Kind kind, Message message) {
        for (Purpose purpose : Purpose.values()) {
            Host host = new Host(purpose);
            host.zonepath = new FileFacts(ZONEPATH, kind, CALLER, 0777);
            assertEquals(List.of(Problem.of(message, ZONEPATH)), host.problems(purpose), purpose.name());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aZonepathBelongsToRootOrTheCaller(Purpose purpose) {
        Host host = new Host(purpose);
        host.zonepath = directory(ZONEPATH, SOMEBODY, 0700);
        assertEquals(List.of(Problem.of(Message.ZONEPATH_OWNER, ZONEPATH)), host.problems(purpose));
    }

    @ParameterizedTest
    @CsvSource({"0701", "0704", "0710", "0720", "0755"})
    void aZonepathThatIsOpenToOthersIsClosedByInstallAndAttachOnly(String mode) {
        List<Problem> open = List.of(Problem.of(Message.ZONEPATH_MODE, ZONEPATH, mode));
        for (Purpose purpose : Purpose.values()) {
            Host host = new Host(purpose);
            host.zonepath = directory(ZONEPATH, CALLER, Integer.parseInt(mode, 8));
            boolean closes = purpose == Purpose.INSTALL || purpose == Purpose.ATTACH;
            assertEquals(closes ? List.of() : open, host.problems(purpose), purpose.name());
        }
    }

    @Test
    void onlyItsOwnerClosesAZonepath() {
        Host host = new Host(Purpose.ATTACH);
        host.zonepath = directory(ZONEPATH, 0, 0755);
        assertEquals(List.of(Problem.of(Message.ZONEPATH_MODE, ZONEPATH, "0755")), host.problems(Purpose.ATTACH));
        host.zonepath = directory(ZONEPATH, SOMEBODY, 0755);
        assertEquals(
                List.of(
                        Problem.of(Message.ZONEPATH_OWNER, ZONEPATH),
                        Problem.of(Message.ZONEPATH_MODE, ZONEPATH, "0755")),
                host.problems(Purpose.ATTACH));
    }

    @ParameterizedTest
    @CsvSource({
        "DIRECTORY, 100, 0755, true",
        "DIRECTORY, 100, 0700, false",
        "DIRECTORY, 101, 0755, false",
        "LINK, 100, 0777, false"
    })
    void whatCanBeClosedIsAnOpenDirectoryOfTheCaller(Kind kind, int uid, String mode, boolean canBe) {
        FileFacts zonepath = new FileFacts(ZONEPATH, kind, uid, Integer.parseInt(mode, 8));
        assertEquals(canBe, HostRules.canBeClosed(zonepath, CALLER));
    }

    @ParameterizedTest
    @EnumSource
    void aZonepathForNewFilesHoldsNoRootAndNoDev(Purpose purpose) {
        Host host = new Host(purpose);
        host.root = directory(ZONEPATH + "/root", 0, 0755);
        host.dev = directory(ZONEPATH + "/dev", 0, 0755);
        assertEquals(
                NEW_FILES.contains(purpose)
                        ? List.of(
                                Problem.of(Message.ZONEPATH_HAS_ROOT, ZONEPATH + "/root", "attach"),
                                Problem.of(Message.ZONEPATH_IN_USE, ZONEPATH + "/dev"))
                        : List.of(),
                host.problems(purpose));
    }

    @ParameterizedTest
    @EnumSource(names = {"ATTACH", "BOOT"})
    void aDevThatIsSomethingElseThanADirectoryIsAProblem(Purpose purpose) {
        Host host = new Host(purpose);
        host.root = directory(ZONEPATH + "/root", 0, 0755);
        host.dev = new FileFacts(ZONEPATH + "/dev", Kind.LINK, 0, 0777);
        assertEquals(List.of(Problem.of(Message.ZONE_DEV_BAD, ZONEPATH + "/dev")), host.problems(purpose));
    }

    @ParameterizedTest
    @EnumSource
    void aZonepathForNewFilesHoldsNoDetachedZone(Purpose purpose) {
        Host host = new Host(purpose);
        host.manifest = new FileFacts(ZONEPATH + "/SUNWdetached.xml", Kind.FILE, 0, 0644);
        host.root = directory(ZONEPATH + "/root", 0, 0755);
        assertEquals(
                NEW_FILES.contains(purpose)
                        ? List.of(Problem.of(Message.ZONEPATH_DETACHED, ZONEPATH, "attach"))
                        : List.of(),
                host.problems(purpose));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"MISSING", "FILE", "LINK", "OTHER"})
    void theRootOfAZoneThatIsThereIsADirectory(Kind kind) {
        for (Purpose purpose : List.of(Purpose.ATTACH, Purpose.BOOT)) {
            Host host = new Host(purpose);
            host.root = new FileFacts(ZONEPATH + "/root", kind, 0, 0755);
            assertEquals(List.of(Problem.of(Message.ZONE_ROOT_MISSING, ZONEPATH + "/root")), host.problems(purpose));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/export/zones/z, true",
        "/export/zones/z/inside, true",
        "/export/zones, true",
        "/export, true",
        "/export/zones/zz, false",
        "/export/zones/y, false",
        "/export/zone, false",
        "not a path, false"
    })
    void noOtherZonepathIsTheSameOrAboveOrBelow(String other, boolean overlaps) {
        Host host = new Host(Purpose.MOVE);
        host.others = Map.of("other", other);
        assertEquals(
                overlaps ? List.of(Problem.of(Message.ZONEPATH_OVERLAP, ZONEPATH, "other", other)) : List.of(),
                host.problems(Purpose.MOVE));
    }

    @Test
    void withoutAZonepathThereIsNoOverlap() {
        Host host = new Host(Purpose.MOVE);
        host.others = Map.of("other", ZONEPATH);
        assertEquals(List.of(), HostRules.overlaps(zone(""), host.facts()));
    }

    @Test
    void whatAZoneTakesFromItsHostIsThere() {
        ZoneConfig zone = zone(
                Resource.of(ResourceType.INHERIT_PKG_DIR).with("dir", "/lib"),
                Resource.of(ResourceType.INHERIT_PKG_DIR).with("dir", "/file"),
                Resource.of(ResourceType.INHERIT_PKG_DIR).with("dir", "/usr"),
                fs("/mnt/a", "/gone", "lofs"),
                fs("/mnt/b", "/unknown", "lofs"),
                fs("/mnt/c", "/file", "lofs"),
                fs("/mnt/d", "/gone", "ufs"));
        Map<String, FileFacts> there = Map.of(
                "/lib", directory("/lib", 0, 0755),
                "/file", new FileFacts("/file", Kind.FILE, 0, 0644),
                "/gone", missing("/gone"));
        List<Problem> problems = List.of(
                Problem.of(Message.INHERITED_DIR_MISSING, "/file"),
                Problem.of(Message.INHERITED_DIR_MISSING, "/usr"),
                Problem.of(Message.LOFS_SPECIAL_MISSING, "/mnt/a", "/gone"),
                Problem.of(Message.LOFS_SPECIAL_MISSING, "/mnt/b", "/unknown"));
        assertEquals(problems, HostRules.resources(zone, HostFacts.withoutZonepath(there)));
        HostFacts facts = new Host(Purpose.BOOT).facts();
        List<Problem> besidesTheZonepath = HostRules.problems(
                zone,
                new HostFacts(
                        CALLER,
                        facts.ancestors(),
                        facts.zonepath(),
                        facts.root(),
                        facts.dev(),
                        facts.manifest(),
                        facts.otherZonepaths(),
                        there),
                Purpose.BOOT);
        assertEquals(problems, besidesTheZonepath);
        assertEquals(List.of(), HostRules.problems(zone, facts, Purpose.MOVE));
    }

    @Test
    void theFileSystemsOfAPlaceTakeTheirFilesFromThereOrBelow() {
        Resource same = fs("/a", ZONEPATH, "lofs");
        Resource below = fs("/b", ZONEPATH + "/data", "lofs");
        ZoneConfig zone = zone(
                same,
                fs("/c", "/export/zones", "lofs"),
                fs("/d", "/export/zones/zz", "lofs"),
                fs("/e", "swap", "tmpfs"),
                below);
        assertEquals(List.of(same, below), HostRules.filesystemsOf(zone, ZONEPATH));
    }

    @ParameterizedTest
    @CsvSource({"0, 0000", "448, 0700", "1023, 1777", "16877, 0755"})
    void aModeIsShownInFourOctalDigits(int mode, String shown) {
        assertEquals(shown, HostRules.octal(mode));
    }

    private static Resource fs(String dir, String special, String type) {
        return Resource.of(ResourceType.FS)
                .with("dir", dir)
                .with("special", special)
                .with("type", type);
    }
}
