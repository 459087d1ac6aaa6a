package org.jzones.cli;

import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.Message;
import org.jzones.place.TakeInventory;
import org.jzones.software.InventoryFiles;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm inventory}. */
final class InventoryCommand extends VerbCommand {
    private final OptionSpec file = option("-o", "FILE", "Write to FILE and not to standard output.");

    InventoryCommand() {
        super("inventory", "Writes down what decides which zones this host can take, for zoneplace; needs no zone.");
    }

    @Override
    void check(boolean zoneGiven) {
        if (zoneGiven) {
            throw new UsageError("an inventory is of a host; it takes no zone");
        }
    }

    @Override
    int run(VerbContext context) {
        Console console = context.console();
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
}
