package org.jzones.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jzones.model.Verb;

/** Which class makes which subcommand; only the one that is asked for is loaded. */
enum ZoneadmVerb {
    LIST(Verb.LIST, ListCommand::new),
    VERIFY(Verb.VERIFY, VerifyCommand::new),
    INSTALL(Verb.INSTALL, InstallCommand::new),
    UNINSTALL(Verb.UNINSTALL, UninstallCommand::new),
    CLONE(Verb.CLONE, CloneCommand::new),
    MOVE(Verb.MOVE, MoveCommand::new),
    DETACH(Verb.DETACH, DetachCommand::new),
    ATTACH(Verb.ATTACH, AttachCommand::new),
    READY(Verb.READY, ReadyCommand::new),
    BOOT(Verb.BOOT, BootCommand::new),
    HALT(Verb.HALT, HaltCommand::new),
    REBOOT(Verb.REBOOT, RebootCommand::new),
    SHUTDOWN(Verb.SHUTDOWN, ShutdownCommand::new),
    MARK(Verb.MARK, MarkCommand::new);

    private final Verb verb;
    private final Supplier<VerbCommand> maker;

    ZoneadmVerb(Verb verb, Supplier<VerbCommand> maker) {
        this.verb = verb;
        this.maker = maker;
    }

    VerbCommand make() {
        return maker.get();
    }

    boolean needsZone() {
        return verb != Verb.LIST;
    }

    String word() {
        return verb.word();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(ZoneadmVerb::word).toList();
    }

    static Optional<ZoneadmVerb> of(String word) {
        for (ZoneadmVerb verb : values()) {
            if (verb.word().equals(word)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }
}
