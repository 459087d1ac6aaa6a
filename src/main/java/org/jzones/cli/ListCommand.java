package org.jzones.cli;

import java.util.List;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.ZoneRow;
import org.jzones.op.ListZones;
import org.jzones.text.ZoneTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code zoneadm list}. */
@Command(
        name = "list",
        sortOptions = false,
        synopsisHeading = "usage: ",
        description = "Lists zones: those that are up, with -i also installed ones, with -c all.")
final class ListCommand extends VerbCommand {
    @Option(names = "-c", description = "List all zones, whatever their state.")
    boolean configured;

    @Option(names = "-i", description = "List installed zones too.")
    boolean installed;

    @Option(names = "-p", description = "Print id:name:state:path:uuid:brand:ip-type, for programs.")
    boolean parseable;

    @Option(names = "-v", description = "Print a table with id, state, path, brand and ip-type.")
    boolean verbose;

    @Option(names = "-n", description = "Leave the global zone out.")
    boolean withoutGlobal;

    @Override
    void check(boolean zoneGiven) {
        if (zoneGiven && (configured || installed)) {
            throw new UsageError("-c and -i do not go together with -z or -u");
        }
    }

    @Override
    int run(VerbContext context) {
        if (verbose && parseable) {
            throw Failure.of(Message.LIST_V_AND_P);
        }
        ListZones list = new ListZones(context.host());
        List<ZoneRow> rows = context.zone().isEmpty()
                ? list.plan(new ListZones.Request(configured, installed, withoutGlobal))
                : List.of(list.plan(context.zone()));
        context.console().show(lines(list, rows));
        return ExitStatus.DONE;
    }

    private List<String> lines(ListZones list, List<ZoneRow> rows) {
        if (!verbose && !parseable) {
            return ZoneTable.plain(rows);
        }
        List<ZoneRow> detailed = rows.stream().map(list::detailed).toList();
        return verbose ? ZoneTable.verbose(detailed) : ZoneTable.parseable(detailed);
    }
}
