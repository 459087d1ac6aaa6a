package org.jzones.transfer;

import java.util.ArrayList;
import java.util.List;
import org.jzones.file.Progress;
import org.jzones.host.Processes;
import org.jzones.host.SharedConnection;
import org.jzones.host.Ssh;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.TransferNote;
import org.jzones.model.TransferStep;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.op.HostRoot;
import org.jzones.op.ZoneSelector;
import org.jzones.op.Zones;

/** A zone on its way between two machines, whose note is held: how far it is, its line here, and the other machine. */
final class TravellingZone {
    private final HostRoot host;
    private final Processes processes;
    private final SharedConnection connection;
    private final Progress progress;
    private final Zones zones;
    private TransferNote move;

    TravellingZone(
            HostRoot host, Processes processes, SharedConnection connection, Progress progress, TransferNote move) {
        this.host = host;
        this.processes = processes;
        this.connection = connection;
        this.progress = progress;
        this.zones = Zones.ofMover(host);
        this.move = move;
    }

    TransferNote move() {
        return move;
    }

    HostRoot host() {
        return host;
    }

    Zones zones() {
        return zones;
    }

    Processes processes() {
        return processes;
    }

    ZoneName name() {
        return move.zone().name();
    }

    ZoneSelector selector() {
        return ZoneSelector.ofName(name().value());
    }

    /** The tokens of earlier moves of the zone, by which its old copies are known. */
    List<String> earlierTokens() {
        return host.files().transferMarks().tokens(move.zone().zonepath(), name());
    }

    /** Writes down that the step begins. */
    void enter(TransferStep step) {
        write(move.at(step));
    }

    /** Writes down that the zone, which runs, is halted at this moment. */
    void enterHalt() {
        write(move.haltedAt(host.machine().now()));
    }

    private void write(TransferNote next) {
        host.files().transfers().write(next);
        move = next;
    }

    /** Takes the note away: the move has come to its end, here or there. */
    void end() {
        host.files().transfers().remove(name());
    }

    /** The zone's line in the index. */
    ZoneEntry entry() {
        return host.files().index().read().find(name()).orElseThrow(() -> Zones.gone(name()));
    }

    /** Not whether there is a manifest: on shared storage the other machine takes it away. */
    void requireDetached() {
        if (entry().state() != ZoneState.CONFIGURED) {
            throw Failure.of(Message.REMOTE_NOT_DETACHED);
        }
    }

    Ssh ssh() {
        return connection.through(new Ssh(move.target().ssh(), move.target().host()));
    }

    /** The other machine, for this kind of work. */
    RemoteHost there(Message phase) {
        Ssh ssh = ssh();
        phaseThere(phase);
        return new RemoteHost(processes, ssh, move);
    }

    /** Work on the other machine begins. */
    void phaseThere(Message phase) {
        TransferPlanning.phase(
                progress, connection, Problem.of(phase, move.target().host()));
    }

    /** Work on this machine begins. */
    void phaseHere(Message phase) {
        progress.phase(Problem.of(phase));
    }

    /** Whether the other machine has attached the zone, or may have, is not known: both commands ask it first. */
    Failure undecided(Failure cause) {
        return because(cause, Message.REMOTE_UNDECIDED, move.target().host(), command("resume"), command("abort"));
    }

    /** The failure with a sentence about what has become of the zone. */
    static Failure because(Failure cause, Message message, Object... details) {
        List<Problem> problems = new ArrayList<>(cause.problems());
        problems.add(Problem.of(message, details));
        return new Failure(problems);
    }

    /** The command that carries on with the move or calls it off. */
    String command(String what) {
        return TransferPlanning.command(host, what, name());
    }
}
