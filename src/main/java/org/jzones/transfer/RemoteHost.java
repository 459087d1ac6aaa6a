package org.jzones.transfer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jzones.host.Processes;
import org.jzones.host.Processes.Answer;
import org.jzones.host.ShellProgram;
import org.jzones.host.Ssh;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.TransferChoice;
import org.jzones.model.TransferMark;
import org.jzones.model.TransferNote;
import org.jzones.model.ZoneState;

/**
 * The machine a zone moves to, asked and told over ssh. What it says on its standard error, and what ssh says, goes to
 * ours as it is.
 */
final class RemoteHost {
    private static final int NOT_OURS = 3;

    /** $1 zonecfg, $2 root, $3 zone, $4 zoneadm; the commands are read. */
    private static final String CONFIGURE = "\"$1\" -R \"$2\" -z \"$3\" -f - >&2 && \"$4\" -R \"$2\" -z \"$3\" list -p";

    private final Processes processes;
    private final Ssh ssh;
    private final TransferNote move;
    private final TransferNote.Target target;

    RemoteHost(Processes processes, Ssh ssh, TransferNote move) {
        this.processes = processes;
        this.ssh = ssh;
        this.move = move;
        this.target = move.target();
    }

    /**
     * What the machine tells of itself and the place for the zone.
     *
     * @param tokens those of earlier moves of the zone
     * @throws Failure if it does not answer
     */
    RemoteFacts facts(List<String> tokens) {
        Answer answer =
                answered(ssh.command(RemoteFacts.script(target.zoneadm(), target.root(), target.zonepath(), tokens)));
        RemoteFacts facts = RemoteFacts.parse(answer.text());
        if (!facts.hasZoneadm()) {
            throw Failure.of(Message.REMOTE_NO_ZONEADM, target.zoneadm(), target.host());
        }
        if (facts.zones().isEmpty()) {
            throw Failure.of(Message.REMOTE_NO_LIST, target.host());
        }
        return facts;
    }

    /** The argument list that runs a program of ours there, which is in a file beside this one. */
    private List<String> program(String name, String... arguments) {
        return ssh.script(ShellProgram.of(RemoteHost.class, name), arguments);
    }

    private Answer answered(List<String> command) {
        return answered(command, new byte[0]);
    }

    /** What the machine has answered. @throws Failure if it has not been reached */
    private Answer answered(List<String> command, byte[] input) {
        Answer answer = processes.ask(command, input, target.host());
        if (answer.status() == Ssh.NO_CONNECTION) {
            throw Failure.of(Message.REMOTE_NO_ANSWER, target.host());
        }
        return answer;
    }

    /** Whether the machine would attach the zone with this manifest; it says itself why not. */
    boolean wouldAttach(byte[] manifest) {
        List<String> words = new ArrayList<>(List.of(target.zoneadm(), "-R", target.root(), "attach"));
        if (move.has(TransferChoice.UPDATE)) {
            words.add("-u");
        }
        words.addAll(List.of("-n", "-"));
        return answered(ssh.command(words), manifest).isDone();
    }

    /** The state of the zone there, in the machine's words; empty if there is none. @throws Failure without an answer */
    Optional<RemoteFacts.Zone> zone() {
        Answer answer = answered(ssh.command(List.of(target.zoneadm(), "-R", target.root(), "list", "-cp")));
        if (!answer.isDone() || zones(answer).noneMatch(RemoteFacts.Zone::isGlobal)) {
            throw Failure.of(Message.REMOTE_NO_LIST, target.host());
        }
        return listed(answer);
    }

    /** The zone, if it is among those that the machine has listed. @throws Failure if it is in no state that we know */
    private Optional<RemoteFacts.Zone> listed(Answer answer) {
        Optional<RemoteFacts.Zone> listed = zones(answer)
                .filter(zone -> zone.name().equals(target.name().value()))
                .findFirst();
        if (listed.filter(zone -> !zone.isKnown()).isPresent()) {
            throw Failure.of(Message.REMOTE_STATE_UNKNOWN, target.host());
        }
        return listed;
    }

    private static Stream<RemoteFacts.Zone> zones(Answer answer) {
        return answer.text().lines().flatMap(line -> RemoteFacts.zone(line).stream());
    }

    /**
     * Makes the directory for the zone, or takes the one that an earlier move of it has left.
     *
     * @param tokens those of earlier moves of the zone
     * @param isEmptied whether to remove what is in such a directory
     * @return whether there is an old copy of the zone, or was before it was removed
     */
    boolean prepare(List<String> tokens, boolean isEmptied) {
        String program = ShellProgram.of(RemoteHost.class, "left") + ShellProgram.of(RemoteHost.class, "prepare");
        Answer answer = answered(
                ssh.script(program, target.files(), move.token(), String.join(" ", tokens), isEmptied ? "empty" : ""));
        if (!answer.isDone()) {
            throw Failure.of(Message.REMOTE_NO_DIRECTORY, target.zonepath(), target.host());
        }
        return answer.text().lines().anyMatch("base"::equals);
    }

    /**
     * Removes what has been copied.
     *
     * @return false if what is there is not what this move has put there; then it stays
     * @throws Failure if it cannot be removed
     */
    boolean removeCopy() {
        Answer answer = answered(program("clean", target.files(), move.token()));
        if (!answer.isDone() && answer.status() != NOT_OURS) {
            throw Failure.of(Message.REMOTE_LEFT, target.zonepath(), target.host());
        }
        return answer.isDone();
    }

    /**
     * Says in the mark of what has been copied that it is the machine's own now.
     *
     * @param earlier the tokens of earlier moves of the zone
     * @param onDisk whether to wait until it is on the disk there, for the files here will be removed
     */
    void release(List<String> earlier, boolean onDisk) {
        String mark = new TransferMark(move.token(), false, target.name(), earlier).line();
        if (!answered(program("release", target.files(), move.token(), mark, onDisk ? "disk" : ""))
                .isDone()) {
            throw Failure.of(Message.REMOTE_NOT_RELEASED, target.zonepath(), target.host());
        }
    }

    /**
     * Configures the zone from its manifest.
     *
     * @param again whether to overwrite what this move has made of it before
     * @return whether it is configured now, in its place
     */
    boolean configure(boolean again) {
        String create = "create " + (again ? "-F " : "") + "-a " + quoted(target.zonepath());
        String commands = create + "\n" + move.edits() + "\ncommit\n";
        Answer answer = answered(
                ssh.script(CONFIGURE, zonecfg(), target.root(), target.name().value(), target.zoneadm()),
                commands.getBytes(StandardCharsets.UTF_8));
        boolean inPlace = listed(answer)
                .filter(zone -> zone.zonepath().equals(target.zonepath()) && !zone.isAttached())
                .isPresent();
        return answer.isDone() && inPlace;
    }

    /** Asks the machine to attach the zone, and what has become of it; empty if it has not said. */
    Optional<RemoteFacts.Zone> attach() {
        String how = move.has(TransferChoice.UPDATE) ? "-u" : move.has(TransferChoice.FORCE) ? "-F" : "";
        Answer answer = processes.ask(
                program("attach", target.zoneadm(), target.root(), target.name().value(), how),
                new byte[0],
                target.host());
        return listed(answer);
    }

    boolean detach() {
        return verb("detach");
    }

    boolean boot() {
        return verb("boot");
    }

    private boolean verb(String verb) {
        return answered(ssh.command(List.of(
                        target.zoneadm(),
                        "-R",
                        target.root(),
                        "-z",
                        target.name().value(),
                        verb)))
                .isDone();
    }

    /**
     * Makes sure that the zone is not attached there and will not be: an attach that is still on its way finds another
     * zonepath. zonecfg changes the zonepath of a zone that is not attached only, holding its lock.
     *
     * @throws Failure if that cannot be made sure
     */
    void fence() {
        String elsewhere = target.zonepath() + ".zonemove-" + move.token();
        if (!zonecfg("set zonepath=" + quoted(elsewhere) + "; commit")) {
            throw Failure.of(Message.REMOTE_NOT_FENCED, target.host());
        }
    }

    /** Removes the configuration of the zone there, which is not attached. */
    void unconfigure() {
        if (!zonecfg("delete -F")) {
            throw Failure.of(Message.REMOTE_LEFT_CONFIGURED, target.name(), target.host());
        }
    }

    private boolean zonecfg(String commands) {
        return answered(ssh.command(List.of(
                        zonecfg(), "-R", target.root(), "-z", target.name().value(), commands)))
                .isDone();
    }

    /** zonecfg is where zoneadm is. */
    private String zonecfg() {
        int slash = target.zoneadm().lastIndexOf('/');
        return target.zoneadm().substring(0, slash + 1) + "zonecfg";
    }

    /** True if the zone of that name there is the one this move has made: it is where this move has put it. */
    boolean isOurs(RemoteFacts.Zone zone) {
        return zone.zonepath().equals(target.zonepath())
                || zone.zonepath().equals(target.zonepath() + ".zonemove-" + move.token());
    }

    static boolean isUp(RemoteFacts.Zone zone) {
        return zone.isAttached() && !zone.state().equals(ZoneState.INSTALLED.word());
    }

    private static String quoted(String path) {
        return '"' + path.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
