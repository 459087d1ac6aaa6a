package org.jzones.op;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Problem;
import org.jzones.model.RunDetails;
import org.jzones.model.RunState;
import org.jzones.model.TransferNote;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneRow;
import org.jzones.model.ZoneState;
import org.jzones.model.ZoneStatus;

/** {@code zoneadm list}: the zones of a host and their states (spec 3.1). */
public final class ListZones {
    /** Which zones: the states of {@code -c} and {@code -i}, without global for {@code -n}. */
    public record Request(boolean configured, boolean installed, boolean withoutGlobal) {}

    private static final ZoneRow GLOBAL = new ZoneRow(
            Optional.of(0), ZoneName.GLOBAL, ZoneState.RUNNING, "/", "", Optional.of("native"), Optional.of("shared"));

    private final HostRoot host;

    public ListZones(HostRoot host) {
        this.host = host;
    }

    /** Global first, then running zones by id, then the others in the order of the index. */
    public List<ZoneRow> plan(Request request) {
        Map<ZoneName, RunState> running = host.runtimes().states();
        List<ZoneRow> up = new ArrayList<>();
        List<ZoneRow> others = new ArrayList<>();
        for (ZoneEntry entry : host.files().index().read().entries()) {
            ZoneRow row = row(entry, running);
            if (row.id().isPresent()) {
                up.add(row);
            } else if (request.configured() || (request.installed() && row.state() == ZoneState.INSTALLED)) {
                others.add(row);
            }
        }
        up.sort((one, other) ->
                Integer.compare(one.id().orElseThrow(), other.id().orElseThrow()));
        if (!request.withoutGlobal()) {
            up.add(0, GLOBAL);
        }
        up.addAll(others);
        return up;
    }

    /** The one zone, whatever its state. @throws Failure if there is none */
    public ZoneRow plan(ZoneSelector selector) {
        if (selector.name().filter(n -> n.equals("global")).isPresent()) {
            return GLOBAL;
        }
        Zones zones = new Zones(host);
        Optional<ZoneEntry> entry = zones.lookUp(selector);
        if (entry.isEmpty() && selector.isGlobalId()) {
            return GLOBAL;
        }
        return row(
                entry.orElseThrow(() -> zones.unknown(selector.typed())),
                host.runtimes().states());
    }

    /** The rows with brand and ip-type, and what programs want to know besides. */
    public List<ZoneStatus> statuses(List<ZoneRow> rows) {
        Map<ZoneName, RunState> running = host.runtimes().states();
        Zones zones = new Zones(host);
        List<ZoneStatus> statuses = new ArrayList<>();
        for (ZoneRow row : rows) {
            Optional<Instant> since = Optional.ofNullable(running.get(row.name()))
                    .filter(run -> row.state() == ZoneState.RUNNING)
                    .map(run -> Instant.ofEpochSecond(run.since()));
            boolean detached = zones.isDetached(row.state(), row.zonepath());
            statuses.add(status(row, detached, since));
        }
        return statuses;
    }

    private ZoneStatus status(ZoneRow row, boolean detached, Optional<Instant> since) {
        Optional<TransferNote> move = Optional.empty();
        List<Problem> problems = List.of();
        try {
            move = host.files().transfers().read(row.name());
        } catch (Failure e) {
            problems = e.problems();
        }
        ZoneRow detailed = detailed(row);
        RunDetails run = detailed.brand()
                .filter(brand -> !row.name().isGlobal() && row.state() != ZoneState.CONFIGURED)
                .flatMap(host.runtimes()::of)
                .map(runtime -> runtime.details(row.name()))
                .orElse(RunDetails.NOTHING);
        return new ZoneStatus(detailed, detached, autoboot(row), since, run, move, problems);
    }

    private Optional<Boolean> autoboot(ZoneRow row) {
        if (row.name().isGlobal()) {
            return Optional.empty();
        }
        try {
            return host.files()
                    .configs()
                    .read(row.name())
                    .map(config -> config.get(GlobalProperty.AUTOBOOT).equals("true"));
        } catch (Failure e) {
            return Optional.empty(); // as if it were not there; verify tells why
        }
    }

    /** The row with brand and ip-type, which cost reading the zone's document. */
    public ZoneRow detailed(ZoneRow row) {
        if (row.name().isGlobal()) {
            return row;
        }
        try {
            return detailed(row, host.files().configs().kind(row.name()));
        } catch (Failure e) {
            return detailed(row, Optional.empty()); // there is something that cannot be read, as when it is no document
        }
    }

    private static ZoneRow detailed(ZoneRow row, Optional<Map<GlobalProperty, String>> kind) {
        return new ZoneRow(
                row.id(),
                row.name(),
                row.state(),
                row.zonepath(),
                row.uuid(),
                kind.map(properties -> properties.get(GlobalProperty.BRAND)),
                kind.map(properties -> properties.get(GlobalProperty.IP_TYPE)));
    }

    private static ZoneRow row(ZoneEntry entry, Map<ZoneName, RunState> running) {
        Optional<RunState> run = entry.state() == ZoneState.INSTALLED
                ? Optional.ofNullable(running.get(entry.name()))
                : Optional.empty();
        return new ZoneRow(
                run.map(RunState::id),
                entry.name(),
                run.map(RunState::state).orElse(entry.state()),
                entry.zonepath(),
                entry.uuid().map(Object::toString).orElse(""),
                Optional.empty(),
                Optional.empty());
    }
}
