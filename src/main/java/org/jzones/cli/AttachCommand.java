package org.jzones.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Comparison;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.op.Attach;
import org.jzones.text.JsonReport;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm attach}. */
final class AttachCommand extends VerbCommand {
    private final OptionSpec force =
            flag("-F", "Attach without comparing anything; a manifest is kept as SUNWattached.xml.");

    private final OptionSpec manifest = option(
            "-n", "FILE", "Only check the manifest in FILE (- for standard input) against this host; needs no zone.");

    private final OptionSpec update = flag("-u", "Bring the packages of the zone to the level of this host first.");

    private final OptionSpec ignored = repeatable(
            "-b", "PATCHID", "With -u: ignore this patch of the source, which need not be here; may be repeated.");

    private final OptionSpec dryRun = add(OptionSpec.builder("--dry-run")
            .type(String.class)
            .arity("0..1")
            .fallbackValue("")
            .paramLabel("FILE")
            .description(
                    "Only say what attach would find, or with -u do, and change nothing; with FILE the same as -n.")
            .build());

    private final OptionSpec archive =
            option("-a", "ARCHIVE", "Take the zone out of ARCHIVE (- for standard input), a cpio or tar archive.");

    private final OptionSpec json = jsonOption();

    private final OptionSpec exitCodes = exitCodesOption();

    AttachCommand() {
        super(
                "attach",
                "Takes up a detached zone, after checking that this host has the packages and patches it depends on.");
        colorOption();
    }

    @Override
    void check(boolean zoneGiven) {
        for (OptionSpec other : List.of(manifest, update, dryRun)) {
            if (given(force) && given(other)) {
                throw new UsageError("-F and " + other.longestName() + " do not go together");
            }
        }
        if (given(archive) && (given(force) || file().isPresent())) {
            throw new UsageError("-a goes with neither -F nor a manifest");
        }
        if (given(ignored) && !given(update)) {
            throw new UsageError("-b goes with -u only");
        }
        for (OptionSpec other : List.of(json, exitCodes)) {
            if (given(other) && !given(manifest) && !given(dryRun)) {
                throw new UsageError(other.longestName() + " goes with -n and --dry-run only");
            }
        }
    }

    /** The manifest to check in place of a zone. */
    private Optional<String> file() {
        Optional<String> named = given(manifest) ? value(manifest) : value(dryRun);
        return named.isPresent() && named.get().isEmpty() ? Optional.empty() : named;
    }

    private boolean isRehearsal() {
        return given(dryRun) || given(manifest);
    }

    @Override
    boolean onlyReads() {
        return isRehearsal();
    }

    @Override
    int run(VerbContext context) {
        if (isRehearsal() && file().isEmpty()) {
            context.tellUnfinished();
        }
        if (given(archive)) {
            AttachArchive unpacked = new AttachArchive(context, text(archive), isRehearsal(), given(json));
            return given(update) ? unpacked.update(new HashSet<>(texts(ignored))) : unpacked.run();
        }
        Attach attach = new Attach(context.host(), context::tell, context::note);
        if (given(update)) {
            return new AttachUpdate(context, texts(ignored), given(json)).run(file(), isRehearsal());
        }
        if (given(force)) {
            attach.force(context.zone());
            return ExitStatus.DONE;
        }
        Comparison comparison = compare(attach, context);
        if (given(json)) {
            context.console().show(List.of(JsonReport.attach(context.zone().typed(), comparison)));
            return comparison.isCompatible() ? ExitStatus.DONE : ExitStatus.FAILED;
        }
        if (comparison.isCompatible()) {
            return ExitStatus.DONE;
        }
        AttachReport.tell(comparison, file().isPresent() ? List.of() : why(attach, comparison, context), context);
        return ExitStatus.FAILED;
    }

    /** What the refusal of a zone that is here says below the report. */
    private static List<Problem> why(Attach attach, Comparison comparison, VerbContext context) {
        List<Problem> directories = attach.otherDirectories(context.zone());
        Message refused = comparison.counted() > 0 ? Message.ATTACH_REFUSED_LINUX : Message.ATTACH_REFUSED;
        return directories.isEmpty() ? List.of(Problem.of(refused)) : directories;
    }

    private Comparison compare(Attach attach, VerbContext context) {
        if (file().isEmpty()) {
            return isRehearsal() ? attach.plan(context.zone()) : attach.apply(context.zone());
        }
        try (UserFile opened = UserFile.manifest(file().get(), context.console().io())) {
            return attach.plan(opened.stream(), opened.name());
        }
    }
}
