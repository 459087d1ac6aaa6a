package org.jzones.cli;

import java.nio.file.Path;
import java.util.List;
import org.jzones.capture.CapturedHost;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.place.TakeInventories;
import org.jzones.place.TakeInventories.Taken;
import org.jzones.place.TakeInventory;
import org.jzones.software.InventoryFiles;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code zoneadm inventory}. */
final class InventoryCommand extends VerbCommand {
    private final OptionSpec file = option(
            "-o",
            "FILE",
            "Write to FILE and not to standard output; with HOSTs, a file for each into the directory FILE.");

    private final OptionSpec from =
            option("--from", "CAPTURE", "Of the host that jzones-capture has written to CAPTURE.");

    private final PositionalParamSpec hosts =
            operands("HOST", "The root directory of a host, or a capture of one; without any, the host at hand.");

    InventoryCommand() {
        super("inventory", "Writes down what decides which zones this host can take, for zoneplace; needs no zone.");
    }

    @Override
    void check(boolean zoneGiven) {
        if (zoneGiven) {
            throw new UsageError("an inventory is of a host; it takes no zone");
        }
        if (given(from) && (!texts(hosts).isEmpty() || !given(file))) {
            throw new UsageError("--from is of one host, and needs a file: --from CAPTURE -o FILE");
        }
        if (!texts(hosts).isEmpty() && (!given(file) || text(file).equals("-"))) {
            throw new UsageError("the inventories of HOSTs need a directory: -o DIR");
        }
    }

    @Override
    boolean onlyReads() {
        return true;
    }

    @Override
    int run(VerbContext context) {
        Console console = context.console();
        if (!texts(hosts).isEmpty()) {
            return takeAll(console);
        }
        if (given(from)) {
            return takeFrom(FileNames.path(text(from)), console);
        }
        boolean toFile = given(file) && !text(file).equals("-");
        if (!toFile && console.io().outIsTerminal()) {
            throw Failure.of(Message.INVENTORY_TERMINAL);
        }
        TakeInventory inventory = new TakeInventory(context.host());
        try (ProgressLine progress = console.progress("inventory")) {
            if (toFile) {
                inventory.apply(
                        FileNames.path(text(file)), progress, console.io().steps());
            } else {
                byte[] bytes = InventoryFiles.bytes(inventory.plan(progress));
                console.io().out().write(bytes, 0, bytes.length);
            }
        }
        return ExitStatus.DONE;
    }

    private static TakeInventories work(Console console) {
        return new TakeInventories(
                host -> HostFinder.named(host, console.io(), console.debugLog()),
                file -> CapturedHost.open(file, Captures.place(console.io())));
    }

    private int takeFrom(Path capture, Console console) {
        List<Problem> notes;
        try (ProgressLine progress = console.progress("inventory")) {
            notes = work(console)
                    .take(
                            capture,
                            FileNames.path(text(file)),
                            progress,
                            console.io().steps());
        }
        notes.forEach(note -> console.tell(note, "zoneadm: " + text(from) + ": note: ", ""));
        return ExitStatus.DONE;
    }

    private int takeAll(Console console) {
        TakeInventories work = work(console);
        List<Taken> taken;
        try (ProgressLine progress = console.progress("inventory")) {
            taken = work.apply(
                    work.plan(text(file), texts(hosts)), progress, console.io().steps());
        }
        int status = ExitStatus.DONE;
        for (Taken one : taken) {
            one.notes().forEach(note -> console.tell(note, "zoneadm: " + one.host() + ": note: ", ""));
            if (one.failure().isPresent()) {
                Failure failure = one.failure().get();
                console.tell(failure, prefixOfRoot("zoneadm", one.host(), failure), "");
                status = ExitStatus.FAILED;
            }
        }
        return status;
    }
}
