package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jzones.host.Processes;
import org.jzones.host.TerminalModes;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Numbers;
import org.jzones.model.ZoneUsage;
import org.jzones.op.Stat;
import org.jzones.text.UsageJson;
import org.jzones.text.UsageTable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The zonestat command (zonestat(1)): what the zones that run take of the machine, once or again and again. */
public final class Zonestat {
    private static final int MOST_DIGITS = 8;

    /** Its options and operands. */
    static final class Options extends Arguments {
        private final OptionSpec parseable;
        private final OptionSpec json;
        private final PositionalParamSpec interval;
        private final PositionalParamSpec count;

        Options() {
            super("zonestat", "zonestat [-R DIR] [-p | --json] [INTERVAL [COUNT]]");
            parseable = flag(
                    "-p",
                    "Print name:cpu:memory:memory-limit:processes:process-limit:bytes-in:bytes-out:uptime, for programs.");
            json = jsonOption();
            addHostOptions();
            interval = number("0", "INTERVAL", "Look again every so many seconds.");
            count = number("1", "COUNT", "Look so many times and end; without it, until Ctrl-C.");
        }

        private PositionalParamSpec number(String index, String label, String description) {
            return add(PositionalParamSpec.builder()
                    .index(index)
                    .arity("0..1")
                    .paramLabel(label)
                    .description(description)
                    .type(String.class)
                    .build());
        }

        private void check() {
            if (given(json) && given(parseable)) {
                throw new UsageError("--json does not go together with -p");
            }
            value(interval).filter(text -> !isCount(text)).ifPresent(text -> {
                throw new UsageError("INTERVAL is a number of seconds from 1 to 99999999, not '" + text + "'");
            });
            value(count).filter(text -> !isCount(text)).ifPresent(text -> {
                throw new UsageError("COUNT is a number from 1 to 99999999, not '" + text + "'");
            });
        }

        private static boolean isCount(String text) {
            return Numbers.isDigits(text) && text.length() <= MOST_DIGITS && Long.parseLong(text) > 0;
        }
    }

    private final Console console;
    private final Options options = new Options();

    public Zonestat(Io io) {
        this.console = new Console(io);
    }

    /** Runs the command and returns its exit status. */
    public int run(List<String> args) {
        return options.run(console, args, () -> {
            options.check();
            return watch(new Stat(options.host(console)));
        });
    }

    private int watch(Stat stat) {
        boolean once = Arguments.value(options.interval).isEmpty();
        long every = Arguments.value(options.interval).map(Long::parseLong).orElse(0L);
        long most =
                once ? 1 : Arguments.value(options.count).map(Long::parseLong).orElse(Long.MAX_VALUE);
        boolean table = !Arguments.given(options.json) && !Arguments.given(options.parseable);
        boolean redraws = table && !once && Screen.isOne(console.io());
        Screen screen = new Screen(new TerminalModes(new Processes()));
        long next = System.nanoTime();
        for (long look = 0; look < most && !console.io().out().checkError(); look++) {
            if (look > 0) {
                // after a standstill once, and not as often as that was missed
                next = Math.max(next + TimeUnit.SECONDS.toNanos(every), System.nanoTime());
                pause(next);
            }
            List<String> lines = lines(stat);
            if (redraws) {
                console.show(screen.frame(lines, console.width()));
            } else {
                console.show(table && look > 0 ? below(lines) : lines);
            }
        }
        return ExitStatus.DONE;
    }

    private List<String> lines(Stat stat) {
        List<ZoneUsage> zones = stat.look();
        if (Arguments.given(options.json)) {
            return List.of(UsageJson.usage(stat.time(), zones));
        }
        return Arguments.given(options.parseable) ? UsageTable.parseable(zones) : UsageTable.table(zones);
    }

    /** With an empty line above. */
    private static List<String> below(List<String> lines) {
        List<String> all = new ArrayList<>(List.of(""));
        all.addAll(lines);
        return all;
    }

    private static void pause(long until) {
        try {
            TimeUnit.NANOSECONDS.sleep(until - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Message.INTERRUPTED);
        }
    }
}
