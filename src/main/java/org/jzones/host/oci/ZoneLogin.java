package org.jzones.host.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.host.LoginEnd;
import org.jzones.host.LoginRequest;
import org.jzones.host.Machine;
import org.jzones.host.Processes;
import org.jzones.host.Relay;
import org.jzones.host.Relay.Ended;
import org.jzones.host.Talk;
import org.jzones.host.Zone;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.OneLine;
import org.jzones.model.Problem;

/** Lets somebody into a running container: a process more in it, run by the engine it was made with (spec 5.7). */
public final class ZoneLogin {
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private final Layout layout;
    private final Machine machine;
    private final Processes processes;

    public ZoneLogin(Layout layout, Machine machine, Processes processes) {
        this.layout = layout;
        this.machine = machine;
        this.processes = processes;
    }

    /** Runs what is wanted to its end. @throws Failure if it cannot be tried */
    public LoginEnd run(Zone zone, LoginRequest login, Talk talk) {
        Bundle bundle = new Bundle(layout, zone.name());
        Path program = bundle.text(bundle.engineName())
                .map(Path::of)
                .orElseThrow(() -> Failure.of(Message.LOGIN_GONE, zone.name()));
        Account account = login.isSafe() ? Account.root() : account(zone, login.user());
        ContainerProcess container = ContainerProcess.read(bundle.config(), layout.shown(bundle.config()));
        RunningView view = RunningView.of(bundle, layout);
        if (!String.valueOf(program.getFileName()).equals("crun")) {
            view.requireReadableAccounts(); // which others than it read themselves, and would wait for a pipe for ever
        }
        boolean isHome = view.isDirectory(account.home());
        if (!isHome && login.command().isEmpty() && !login.isSafe()) {
            talk.err().print("No directory!\n");
            talk.err().flush();
        }
        byte[] document = ExecDocument.of(container, account, login, isHome ? account.home() : "/");
        long caller = ProcessHandle.current().pid();
        bundle.removeStaleExecs(pid -> machine.process(pid).isPresent());
        try {
            bundle.writeSecret(bundle.exec(caller), document);
            Engine engine = new Engine(
                    processes,
                    program,
                    bundle,
                    ContainerId.of(bundle, layout.root()).value());
            List<String> command = engine.exec(bundle.exec(caller), bundle.execLog(caller));
            Relay relay = new Relay(processes);
            if (!login.hasTerminal()) {
                return end(
                        engine,
                        bundle.execLog(caller),
                        account,
                        relay.apart(command, talk, ZoneLogin::isEngines),
                        talk);
            }
            talk.begins().accept("pts/" + view.nextTerminal());
            return end(engine, bundle.execLog(caller), account, relay.atTerminal(command, talk), talk);
        } finally {
            remove(bundle.exec(caller));
            remove(bundle.execLog(caller));
        }
    }

    private Account account(Zone zone, String user) {
        Path root = zone.zonepath()
                .orElseThrow(() -> Failure.of(Message.ZONEPATH_NOT_SET, zone.name()))
                .resolve("root");
        return new Accounts(layout, root)
                .find(user)
                .orElseThrow(() -> Failure.of(Message.LOGIN_NO_USER, user, layout.shown(root.resolve("etc/passwd"))));
    }

    /** What the engines begin with when they complain where the zone's processes do. */
    private static final List<String> COMPLAINTS =
            List.of("exec failed: ", "executable file `", "open executable", "chdir `", "exec: ", "{\"msg\":");

    /** Whether this may be the beginning of what an engine says. */
    static boolean isEngines(String text) {
        return COMPLAINTS.stream().anyMatch(start -> text.startsWith(start) || start.startsWith(text));
    }

    private static LoginEnd end(Engine engine, Path log, Account account, Ended ended, Talk talk) {
        Optional<String> reason =
                ended.status() == 0 || ended.withheld().isEmpty() ? Optional.empty() : engine.lastError(log);
        if (reason.isEmpty()) {
            talk.err().print(ended.withheld());
            talk.err().flush();
            return new LoginEnd(ended.status(), List.of());
        }
        String told = OneLine.of(reason.get());
        String words = told.toLowerCase(Locale.ROOT);
        if (words.contains("no such file") || words.contains("not found")) {
            return new LoginEnd(
                    NOT_FOUND, List.of(Problem.of(Message.LOGIN_NO_SHELL, account.shell(), account.name())));
        }
        if (words.contains("permission denied") || words.contains("exec format")) {
            return new LoginEnd(
                    NOT_EXECUTABLE, List.of(Problem.of(Message.LOGIN_SHELL_REFUSED, account.shell(), account.name())));
        }
        throw Failure.of(Message.LOGIN_FAILED, engine.name(), told);
    }

    private void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileTrouble.removing(layout.shown(file), e);
        }
    }
}
