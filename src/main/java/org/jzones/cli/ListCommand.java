package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneRow;
import org.jzones.model.ZoneStatus;
import org.jzones.op.ListZones;
import org.jzones.text.JsonReport;
import org.jzones.text.Paint;
import org.jzones.text.ZoneTable;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm list}. */
final class ListCommand extends VerbCommand {
    private static final String NOTE = "note";

    private final OptionSpec configured = flag("-c", "List all zones, whatever their state.");

    private final OptionSpec installed = flag("-i", "List installed zones too.");

    private final OptionSpec parseable = flag("-p", "Print id:name:state:path:uuid:brand:ip-type, for programs.");

    private final OptionSpec verbose = flag("-v", "Print a table with id, state, path, brand and ip-type.");

    private final OptionSpec more =
            option("-o", "note", "Print the table with a last column NOTE: detached, moving to HOST.");

    private final OptionSpec withoutGlobal = flag("-n", "Leave the global zone out.");

    private final OptionSpec json = jsonOption();

    private final OptionSpec color = colorOption();

    ListCommand() {
        super("list", "Lists zones: those that are up, with -i also installed ones, with -c all.");
    }

    @Override
    void check(boolean zoneGiven) {
        if (zoneGiven && (given(configured) || given(installed))) {
            throw new UsageError("-c and -i do not go together with -z or -u");
        }
        if (given(json) && (given(verbose) || given(parseable) || given(more))) {
            throw new UsageError("--json does not go together with -v, -p or -o");
        }
        if (given(more) && !text(more).equals(NOTE)) {
            throw new UsageError("-o takes note only, not '" + text(more) + "'");
        }
        if (given(more) && given(parseable)) {
            throw new UsageError("-o does not go together with -p");
        }
    }

    @Override
    boolean onlyReads() {
        return true;
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
        context.console().show(lines(list, rows, context));
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

    private List<String> lines(ListZones list, List<ZoneRow> rows, VerbContext context) {
        if (given(json) || given(more)) {
            List<ZoneStatus> statuses = list.statuses(rows);
            statuses.forEach(status -> tell(status, context));
            return given(json) ? List.of(JsonReport.list(statuses)) : ZoneTable.withNotes(statuses, paint(context));
        }
        if (!given(verbose) && !given(parseable)) {
            return ZoneTable.plain(rows);
        }
        List<ZoneRow> detailed = detailed(list, rows);
        return given(verbose) ? ZoneTable.verbose(detailed, paint(context)) : ZoneTable.parseable(detailed);
    }

    /** What is wrong with the note of a move. */
    private static void tell(ZoneStatus status, VerbContext context) {
        String zone = status.row().name().value();
        String prefix = Arguments.prefix("zoneadm", Optional.of(zone));
        status.problems().forEach(problem -> context.console().tell(problem, prefix, zone));
    }

    private Paint paint(VerbContext context) {
        return context.console().paint(value(color));
    }

    private static List<ZoneRow> detailed(ListZones list, List<ZoneRow> rows) {
        List<ZoneRow> detailed = new ArrayList<>();
        for (ZoneRow row : rows) {
            detailed.add(list.detailed(row));
        }
        return detailed;
    }
}
