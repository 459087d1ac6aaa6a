package org.jzones.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import org.jzones.host.ConsoleLine;
import org.jzones.host.Processes;
import org.jzones.host.TerminalModes;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.ZoneState;
import org.jzones.op.ZoneConsole;

/** Somebody at the console of a zone, whatever becomes of the zone meanwhile, until they leave (zlogin(1)). */
final class ConsoleSession {
    /** A zone says something soon after its console is there. */
    private static final int POLL_MILLIS = 10;
    /** How many times in a row the console is looked for and the state is not. */
    private static final int LOOKS = 10;

    /** A zone that is down for longer does not reboot. */
    private static final int REBOOT_MILLIS = 500;

    /** The same of one that nobody has cleared away yet, which a program of ours does. */
    private static final int CLEARING_MILLIS = 5000;

    private static final int KEYS = 1024;
    private static final List<String> ENDING = List.of("INT", "TERM", "HUP");

    private final ZoneConsole zone;
    private final Io io;
    private final Escape escape;
    private final boolean isQuiet;
    private final TerminalModes modes = new TerminalModes(new Processes());
    private @Nullable ConsoleLine line;
    private boolean hasLeft;
    private int status = ExitStatus.DONE;

    ConsoleSession(ZoneConsole zone, Io io, Escape escape, boolean isQuiet) {
        this.zone = zone;
        this.io = io;
        this.escape = escape;
        this.isQuiet = isQuiet;
    }

    /** Returns when they have left. @throws Failure if the zone goes away for good */
    int run() {
        Optional<String> before = io.inIsTerminal() ? modes.saved() : Optional.empty();
        List<Object> handlers = new ArrayList<>();
        for (int i = 0; i < ENDING.size(); i++) {
            int ended = 128 + List.of(2, 15, 1).get(i);
            handlers.add(Signals.register(ENDING.get(i), () -> leave(ended)));
        }
        Object resized = Signals.register("WINCH", this::resize);
        say("[Connected to zone '" + zone.zone() + "' console]\n");
        try {
            before.ifPresent(saved -> modes.raw());
            Thread typing = new Thread(this::type, "keys");
            typing.setDaemon(true);
            typing.start();
            stay();
        } finally {
            before.ifPresent(modes::restore);
            Signals.unregister("WINCH", resized);
            for (int i = 0; i < ENDING.size(); i++) {
                Signals.unregister(ENDING.get(i), handlers.get(i));
            }
            say("\n[Connection to zone '" + zone.zone() + "' console closed]\n");
        }
        return status;
    }

    private void stay() {
        boolean wasUp = show(); // what is up already is nothing new
        long ended = System.nanoTime();
        for (int look = 0; !hasLeft(); look++) {
            pause();
            if (connected(wasUp ? "Zone rebooting" : "Zone booting up")) {
                wasUp = true;
                ended = System.nanoTime();
                look = 0;
            } else if (look % LOOKS == 0) {
                long millis = (System.nanoTime() - ended) / 1_000_000;
                ZoneState state = stateOfOneThatStays();
                if (state == ZoneState.RUNNING && millis > CLEARING_MILLIS) {
                    throw Failure.of(Message.CONSOLE_GONE);
                }
                if (wasUp && millis > (state == ZoneState.INSTALLED ? REBOOT_MILLIS : CLEARING_MILLIS)) {
                    notice("Zone halted");
                    wasUp = false;
                }
            }
        }
    }

    private ZoneState stateOfOneThatStays() {
        ZoneState state = zone.state();
        if (state == ZoneState.CONFIGURED || state == ZoneState.INCOMPLETE) {
            throw Failure.of(Message.CONSOLE_REMOVED);
        }
        return state;
    }

    private boolean show() {
        Optional<ConsoleLine> console = zone.connect();
        console.ifPresent(this::show);
        return console.isPresent();
    }

    private boolean connected(String change) {
        Optional<ConsoleLine> console = zone.connect();
        console.ifPresent(line -> {
            notice(change);
            show(line);
        });
        return console.isPresent();
    }

    /** Shows what the console shows until the zone has come to its end. */
    private void show(ConsoleLine console) {
        byte[] buffer = new byte[console.longest()];
        PrintStream out = io.out();
        try (console) {
            use(console);
            resize();
            for (int n = console.receive(buffer); n >= 0; n = console.receive(buffer)) {
                out.write(buffer, 0, n);
                if (out.checkError()) {
                    leave(ExitStatus.FAILED); // nobody looks any more
                }
            }
        } catch (IOException e) {
            return; // it has gone, or we have been told to leave
        } finally {
            use(null);
        }
    }

    private synchronized void use(@Nullable ConsoleLine console) {
        line = console;
        if (console != null && hasLeft) {
            console.close();
        }
    }

    private synchronized boolean hasLeft() {
        return hasLeft;
    }

    private void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave(ExitStatus.FAILED);
        }
    }

    private synchronized void leave(int with) {
        if (!hasLeft) {
            hasLeft = true;
            status = with;
        }
        if (line != null) {
            line.close();
        }
    }

    /** Takes what is typed until nothing more can be. */
    private void type() {
        byte[] buffer = new byte[KEYS];
        try {
            for (int n = io.in().read(buffer); n >= 0; n = io.in().read(buffer)) {
                Escape.Typed typed = escape.take(buffer, n);
                send(typed.keys().getBytes(StandardCharsets.ISO_8859_1));
                switch (typed.meaning()) {
                    case LEAVE -> {
                        leave(ExitStatus.DONE);
                        return;
                    }
                    case HELP -> write(escape.help());
                    case NOTHING -> {}
                }
            }
        } catch (IOException e) {
            leave(ExitStatus.FAILED); // the terminal has gone
            return;
        }
        leave(ExitStatus.DONE);
    }

    private void send(byte[] keys) {
        @Nullable ConsoleLine now;
        synchronized (this) {
            now = line;
        }
        if (now == null || keys.length == 0) {
            return; // there is nobody to read it
        }
        try {
            now.send(keys, keys.length);
        } catch (IOException e) {
            return; // the zone has come to its end, which shows
        }
    }

    private void resize() {
        @Nullable ConsoleLine now;
        synchronized (this) {
            now = line;
        }
        if (now != null && io.inIsTerminal()) {
            modes.size().ifPresent(text -> {
                int blank = text.indexOf(' ');
                now.resize(Integer.parseInt(text.substring(0, blank)), Integer.parseInt(text.substring(blank + 1)));
            });
        }
    }

    private void notice(String what) {
        if (!isQuiet) {
            write("\n[NOTICE: " + what + "]\n");
        }
    }

    private void say(String text) {
        if (!isQuiet) {
            io.out().print(text);
            io.out().flush();
        }
    }

    /** In between, where a terminal does what it is told and no more. */
    private void write(String text) {
        io.out().print(io.inIsTerminal() ? text.replace("\n", "\r\n") : text);
        io.out().flush();
    }
}
