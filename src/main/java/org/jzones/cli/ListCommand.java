package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneRow;
import org.jzones.op.ListZones;
import org.jzones.text.JsonReport;
import org.jzones.text.ZoneTable;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm list}. */
final class ListCommand extends VerbCommand {
    private final OptionSpec configured = flag("-c", "List all zones, whatever their state.");

    private final OptionSpec installed = flag("-i", "List installed zones too.");

    private final OptionSpec parseable = flag("-p", "Print id:name:state:path:uuid:brand:ip-type, for programs.");

    private final OptionSpec verbose = flag("-v", "Print a table with id, state, path, brand and ip-type.");

    private final OptionSpec withoutGlobal = flag("-n", "Leave the global zone out.");

    private final OptionSpec json = jsonOption();

    ListCommand() {
        super("list", "Lists zones: those that are up, with -i also installed ones, with -c all.");
    }

    @Override
    void check(boolean zoneGiven) {
        if (zoneGiven && (given(configured) || given(installed))) {
            throw new UsageError("-c and -i do not go together with -z or -u");
        }
        if (given(json) && (given(verbose) || given(parseable))) {
            throw new UsageError("--json does not go together with -v or -p");
        }
    }

    @Override
    int run(VerbContext context) {
        if (given(verbose) && given(parseable)) {
            throw Failure.of(Message.LIST_V_AND_P);
        }
        ListZones list = new ListZones(context.host());
        List<ZoneRow> rows = context.zone().isEmpty()
                ? list.plan(new ListZones.Request(given(configured), given(installed), given(withoutGlobal)))
                : List.of(list.plan(context.zone()));
        context.console().show(lines(list, rows));
        tellUnfinished(rows, context);
        return ExitStatus.DONE;
    }

    private static void tellUnfinished(List<ZoneRow> rows, VerbContext context) {
        List<ZoneName> zones = rows.stream().map(ZoneRow::name).toList();
        context.host().files().unfinished(zones).forEach((zone, problems) -> {
            String prefix = Arguments.prefix("zoneadm", Optional.of(zone.value()));
            problems.forEach(problem -> context.console().tell(problem, prefix, zone.value()));
        });
    }

    private List<String> lines(ListZones list, List<ZoneRow> rows) {
        if (given(json)) {
            return List.of(JsonReport.list(list.statuses(rows)));
        }
        if (!given(verbose) && !given(parseable)) {
            return ZoneTable.plain(rows);
        }
        List<ZoneRow> detailed = detailed(list, rows);
        return given(verbose) ? ZoneTable.verbose(detailed) : ZoneTable.parseable(detailed);
    }

    private static List<ZoneRow> detailed(ListZones list, List<ZoneRow> rows) {
        List<ZoneRow> detailed = new ArrayList<>();
        for (ZoneRow row : rows) {
            detailed.add(list.detailed(row));
        }
        return detailed;
    }
}
