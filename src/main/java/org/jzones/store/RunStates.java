package org.jzones.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jzones.file.AtomicFile;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Locks;
import org.jzones.file.RegularFile;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Numbers;
import org.jzones.model.PlainText;
import org.jzones.model.RunState;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;

/**
 * The run-time states of a host root's zones, var/run/zones/states: {@code boot BOOTID NEXTID brands}, then
 * {@code ID STATE NAME SINCE BRAND BOOTARGS} a line. Without the word brands there are none in the lines: native zones.
 * What another boot of the machine left counts for nothing (spec 1.4).
 */
public final class RunStates {
    private static final String BRANDS = "brands";

    private final Layout layout;
    private final AtomicFile files;
    private final Locks locks;
    private final Supplier<String> bootId;

    public RunStates(Layout layout, AtomicFile files, Locks locks, Supplier<String> bootId) {
        this.layout = layout;
        this.files = files;
        this.locks = locks;
        this.bootId = bootId;
    }

    /** All states of one moment, and the id the next zone gets; ids never repeat within a boot. */
    public record Snapshot(int nextId, Map<ZoneName, RunState> zones) {
        public Snapshot {
            zones = java.util.Collections.unmodifiableMap(new TreeMap<>(zones));
        }

        public Optional<RunState> find(ZoneName zone) {
            return Optional.ofNullable(zones.get(zone));
        }

        public Snapshot with(ZoneName zone, RunState state) {
            Map<ZoneName, RunState> changed = new TreeMap<>(zones);
            changed.put(zone, state);
            return new Snapshot(Math.max(nextId, state.id() + 1), changed);
        }

        public Snapshot without(ZoneName zone) {
            Map<ZoneName, RunState> changed = new TreeMap<>(zones);
            changed.remove(zone);
            return new Snapshot(nextId, changed);
        }
    }

    public Snapshot read() {
        Path path = layout.runStates();
        try {
            byte[] bytes = RegularFile.read(path, layout.shown(path));
            locks.requireOurs(path);
            return parse(new String(bytes, StandardCharsets.UTF_8).lines().toList());
        } catch (NoSuchFileException e) {
            return new Snapshot(1, Map.of());
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(path), e);
        }
    }

    public Snapshot update(UnaryOperator<Snapshot> change) {
        try (Locks.Held lock = locks.runStates()) {
            Snapshot after = change.apply(read());
            files.writeForThisBoot(layout.runStates(), format(after).getBytes(StandardCharsets.UTF_8));
            return after;
        }
    }

    private Snapshot parse(List<String> lines) {
        String[] head = lines.isEmpty() ? new String[0] : lines.get(0).split(" ");
        boolean brands = head.length == 4 && head[3].equals(BRANDS);
        if ((!brands && head.length != 3) || !head[1].equals(bootId.get()) || !isId(head[2])) {
            return new Snapshot(1, Map.of());
        }
        Snapshot snapshot = new Snapshot(Integer.parseInt(head[2]), Map.of());
        int count = brands ? 6 : 5;
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(" ", count);
            Optional<ZoneState> state = fields.length < count ? Optional.empty() : state(fields[1]);
            if (state.isPresent()
                    && isId(fields[0])
                    && ZoneName.isWellFormed(fields[2])
                    && isTime(fields[3])
                    && PlainText.isPlain(fields[count - 1])) {
                int id = Integer.parseInt(fields[0]);
                String brand = brands ? fields[4] : GlobalProperty.BRAND.byDefault();
                RunState run = new RunState(id, state.get(), Long.parseLong(fields[3]), brand, fields[count - 1]);
                snapshot = snapshot.with(new ZoneName(fields[2]), run);
            }
        }
        return snapshot;
    }

    private String format(Snapshot snapshot) {
        StringBuilder text = new StringBuilder("boot " + bootId.get() + " " + snapshot.nextId() + " " + BRANDS + "\n");
        // no stream of the map's entries: for that Java makes a class at run time, which costs a boot 8 ms
        List<Map.Entry<ZoneName, RunState>> zones =
                new ArrayList<>(snapshot.zones().entrySet());
        zones.sort((a, b) -> Integer.compare(a.getValue().id(), b.getValue().id()));
        for (Map.Entry<ZoneName, RunState> zone : zones) {
            RunState run = zone.getValue();
            text.append(run.id())
                    .append(' ')
                    .append(run.state().word())
                    .append(' ')
                    .append(zone.getKey())
                    .append(' ')
                    .append(run.since())
                    .append(' ')
                    .append(run.brand())
                    .append(' ')
                    .append(run.bootArguments())
                    .append('\n');
        }
        return text.toString();
    }

    private static Optional<ZoneState> state(String word) {
        for (ZoneState state : ZoneState.values()) {
            if (!state.isStored() && state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** Seconds up to the year 5138. */
    private static boolean isTime(String text) {
        return Numbers.isDigits(text) && text.length() < 12;
    }

    private static boolean isId(String text) {
        return Numbers.isDigits(text) && text.length() < 10;
    }
}
