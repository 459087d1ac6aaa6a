package org.jzones.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Verb;

/** Which class makes which subcommand; only the one that is asked for is built. */
enum ZoneadmVerb {
    LIST(Verb.LIST),
    VERIFY(Verb.VERIFY),
    INSTALL(Verb.INSTALL),
    UNINSTALL(Verb.UNINSTALL),
    CLONE(Verb.CLONE),
    MOVE(Verb.MOVE),
    DETACH(Verb.DETACH),
    ATTACH(Verb.ATTACH),
    READY(Verb.READY),
    BOOT(Verb.BOOT),
    HALT(Verb.HALT),
    REBOOT(Verb.REBOOT),
    SHUTDOWN(Verb.SHUTDOWN),
    MARK(Verb.MARK),
    INVENTORY(Verb.INVENTORY),
    ENDED(Verb.ENDED);

    private final Verb verb;

    ZoneadmVerb(Verb verb) {
        this.verb = verb;
    }

    VerbCommand make() {
        return switch (this) {
            case LIST -> new ListCommand();
            case VERIFY -> new VerifyCommand();
            case INSTALL -> new InstallCommand();
            case UNINSTALL -> new UninstallCommand();
            case CLONE -> new CloneCommand();
            case MOVE -> new MoveCommand();
            case DETACH -> new DetachCommand();
            case ATTACH -> new AttachCommand();
            case READY -> new ReadyCommand();
            case BOOT -> new BootCommand();
            case HALT -> new HaltCommand();
            case REBOOT -> new RebootCommand();
            case SHUTDOWN -> new ShutdownCommand();
            case MARK -> new MarkCommand();
            case INVENTORY -> new InventoryCommand();
            case ENDED -> EndedCommand.make();
        };
    }

    boolean needsZone() {
        return verb != Verb.LIST && verb != Verb.INVENTORY;
    }

    String word() {
        return verb.word();
    }

    /** Those that are for people. */
    static List<ZoneadmVerb> shown() {
        return Arrays.stream(values()).filter(verb -> verb != ENDED).toList();
    }

    static List<String> words() {
        return shown().stream().map(ZoneadmVerb::word).toList();
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
