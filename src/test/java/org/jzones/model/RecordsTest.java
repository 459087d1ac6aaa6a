package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Small values: which are equal, and how one is made of another. */
class RecordsTest {
    private static final UUID ONE = new UUID(1, 1);
    private static final ZoneName Z = new ZoneName("z");
    private static final ZoneEntry INSTALLED = new ZoneEntry(Z, ZoneState.INSTALLED, "/z", Optional.of(ONE));

    /** A value, made anew each time, and others that differ from it in one part each. */
    record Alike(Supplier<Object> value, List<Object> others) {}

    static Stream<Alike> handWritten() {
        Kept kept = new Kept(List.of(new Kept.Attribute("a", "b")), List.of(), List.of());
        Kept.Element element = new Kept.Element(0, "a", "<a/>");
        Kept.Child child = new Kept.Child("fsoption", ListItem.of("ro"), 0, kept);
        Resource fs = Resource.of(ResourceType.FS);
        ZoneConfig zone = ZoneConfig.blank(Z);
        return Stream.of(
                new Alike(() -> new ZoneName(new String("z")), List.of(new ZoneName("y"))),
                new Alike(() -> ListItem.of("a", "b"), List.of(ListItem.of("a"), ListItem.of("b", "a"))),
                new Alike(() -> new Pkg("A", "1"), List.of(new Pkg("B", "1"), new Pkg("A", "2"))),
                new Alike(
                        () -> new Patch("1-1", List.of("o"), List.of("i")),
                        List.of(
                                new Patch("1-2", List.of("o"), List.of("i")),
                                new Patch("1-1", List.of(), List.of("i")),
                                new Patch("1-1", List.of("o"), List.of()))),
                new Alike(
                        () -> new Kept(kept.attributes(), List.of(element), List.of(child)),
                        List.of(
                                new Kept(List.of(), List.of(element), List.of(child)),
                                new Kept(kept.attributes(), List.of(), List.of(child)),
                                new Kept(kept.attributes(), List.of(element), List.of()))),
                new Alike(
                        () -> fs.with("dir", "/a")
                                .withItems(List.of(ListItem.of("ro")))
                                .withKept(kept),
                        List.of(
                                new Resource(ResourceType.NET, Map.of("dir", "/a"), List.of(ListItem.of("ro")), kept),
                                fs.with("dir", "/b")
                                        .withItems(List.of(ListItem.of("ro")))
                                        .withKept(kept),
                                fs.with("dir", "/a").withKept(kept),
                                fs.with("dir", "/a").withItems(List.of(ListItem.of("ro"))))),
                new Alike(
                        () -> new ZoneConfig(zone.properties(), List.of(fs), kept),
                        List.of(
                                new ZoneConfig(Map.of(), List.of(fs), kept),
                                new ZoneConfig(zone.properties(), List.of(), kept),
                                new ZoneConfig(zone.properties(), List.of(fs), Kept.NOTHING))),
                new Alike(
                        () -> new ZoneEntry(Z, ZoneState.INSTALLED, "/z", Optional.of(ONE)),
                        List.of(
                                INSTALLED.named(new ZoneName("y")),
                                INSTALLED.in(ZoneState.INCOMPLETE),
                                INSTALLED.at("/y"),
                                new ZoneEntry(Z, ZoneState.INSTALLED, "/z", Optional.empty()))));
    }

    @ParameterizedTest
    @MethodSource("handWritten")
    void valuesAreEqualIfAllTheirPartsAre(Alike alike) {
        Object value = alike.value().get();
        assertEquals(value, alike.value().get());
        assertEquals(value.hashCode(), alike.value().get().hashCode());
        assertNotEquals(value, new Object());
        Set<Integer> hashes = new HashSet<>(Set.of(value.hashCode()));
        for (Object other : alike.others()) {
            assertNotEquals(value, other);
            hashes.add(other.hashCode());
        }
        assertTrue(hashes.size() > 1, "all have one hash code");
    }

    @Test
    void aZoneThatIsNotConfiguredHasAUuidAndKeepsIt() {
        ZoneEntry configured = new ZoneEntry(Z, ZoneState.CONFIGURED, "/z", Optional.empty());
        ZoneEntry incomplete = configured.in(ZoneState.INCOMPLETE);
        UUID made = incomplete.uuid().orElseThrow();
        assertEquals(List.of(4, 2), List.of(made.version(), made.variant()));
        assertEquals(Optional.of(made), incomplete.in(ZoneState.INSTALLED).uuid());
        assertEquals(configured, INSTALLED.in(ZoneState.CONFIGURED));
        assertNotEquals(made, configured.in(ZoneState.INCOMPLETE).uuid().orElseThrow());
    }

    @Test
    void uuidsAreRandomInEveryBitThatIsFree() {
        long ones = 0;
        long zeros = 0;
        for (int i = 0; i < 200; i++) {
            UUID uuid = RandomUuid.next();
            assertEquals(List.of(4, 2), List.of(uuid.version(), uuid.variant()));
            ones |= uuid.getLeastSignificantBits() ^ (uuid.getMostSignificantBits() << 16);
            zeros |= ~uuid.getLeastSignificantBits();
        }
        assertEquals(-1L, ones);
        assertEquals(0x3fff_ffff_ffff_ffffL, zeros & 0x3fff_ffff_ffff_ffffL);
    }

    @ParameterizedTest
    @EnumSource
    void anEntryHasAStoredStateAndARunStateAnother(ZoneState state) {
        if (state.isStored()) {
            assertEquals(state, new ZoneEntry(Z, state, "/z", Optional.empty()).state());
            assertThrows(IllegalArgumentException.class, () -> new RunState(1, state, 0, "native", ""));
        } else {
            assertEquals(state, new RunState(1, state, 0, "native", "-m verbose").state());
            assertThrows(IllegalArgumentException.class, () -> new ZoneEntry(Z, state, "/z", Optional.empty()));
        }
    }

    @Test
    void bootArgumentsAreOneLine() {
        assertThrows(IllegalArgumentException.class, () -> new RunState(1, ZoneState.RUNNING, 0, "native", "a\nb"));
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING, false, false",
        "DIRECTORY, true, true",
        "FILE, true, false",
        "LINK, true, false",
        "OTHER, true, false"
    })
    void whatIsThereMayBeADirectory(FileFacts.Kind kind, boolean exists, boolean directory) {
        FileFacts facts = new FileFacts("/a", kind, 0, 0);
        assertEquals(exists, facts.exists());
        assertEquals(directory, facts.isDirectory());
    }

    @Test
    void aFailureCarriesItsProblemsAndItsCause() {
        List<Problem> problems =
                List.of(Problem.of(Message.FILE_READ, "/a", 1), new Problem(Message.MOUNTED, List.of()));
        assertEquals(new Problem(Message.FILE_READ, List.of("/a", "1")), problems.get(0));
        Failure failure = assertThrows(Failure.class, () -> Failure.ifAny(problems));
        assertEquals(problems, failure.problems());
        assertEquals(problems.toString(), failure.getMessage());
        Throwable cause = new IllegalStateException();
        assertEquals(problems, failure.causedBy(cause).problems());
        assertEquals(cause, failure.causedBy(cause).getCause());
        assertEquals(
                List.of(Problem.of(Message.MOUNTED, "/m")),
                Failure.of(Message.MOUNTED, "/m").problems());
        assertThrows(IllegalArgumentException.class, () -> new Failure(List.of()));
        Failure.ifAny(List.of());
    }

    @ParameterizedTest
    @CsvSource({"/, /z", "/host2, /host2/z", "/host2/, /host2/z"})
    void theNewFilesAreBelowTheRootThere(String root, String files) {
        assertEquals(files, note(root).target().files());
    }

    @Test
    void aNoteOfATransferChangesInOnePart() {
        TransferNote note = note("/");
        TransferNote changed = note.at(TransferStep.BOOT)
                .by(List.of("ssh", "-p1"))
                .with(TransferChoice.HALT)
                .with(TransferChoice.BOOT);
        assertEquals(
                new TransferNote(
                        new TransferNote.Zone(Z, "/y"),
                        new TransferNote.Target("h", List.of("ssh", "-p1"), "/", "zoneadm", Z, "/z"),
                        EnumSet.of(TransferChoice.HALT, TransferChoice.BOOT),
                        "",
                        "t",
                        TransferStep.BOOT),
                changed);
        assertEquals(true, changed.has(TransferChoice.HALT));
        assertEquals(false, changed.has(TransferChoice.DELETE));
    }

    private static TransferNote note(String root) {
        return new TransferNote(
                new TransferNote.Zone(Z, "/y"),
                new TransferNote.Target("h", List.of("ssh"), root, "zoneadm", Z, "/z"),
                Set.of(),
                "",
                "t",
                TransferStep.DETACH);
    }
}
