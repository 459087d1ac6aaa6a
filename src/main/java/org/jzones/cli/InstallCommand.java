package org.jzones.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jzones.model.Comparison;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.op.ArchiveInstall;
import org.jzones.op.ArchiveInstall.Identity;
import org.jzones.op.Install;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm install}. */
final class InstallCommand extends VerbCommand {
    private final OptionSpec without = option("-x", "nodataset", "Accepted for scripts; there are no datasets here.");

    private final OptionSpec directory = option(
            "-d",
            "DIR",
            "Copy DIR, the root of a system: for brand lx of a Linux such as debootstrap makes, otherwise of a Solaris, with"
                    + " -u or -p. - takes what was put into the root of the zone by hand.");

    private final OptionSpec archive = option(
            "-a",
            "ARCHIVE",
            "Unpack ARCHIVE (- for standard input), a flash archive, or cpio or tar, of a zone or a machine; for brand lx also"
                    + " a container image: a directory or archive of the OCI's layout, or what docker save writes.");

    private final OptionSpec unconfigure =
            flag("-u", "With -a or -d: the zone asks who it is when it boots first; for zones of Solaris this or -p.");

    private final OptionSpec preserve = flag("-p", "With -a or -d: the zone keeps the identity it has there.");

    private final OptionSpec silent = flag("-s", "With -a or -d: say nothing but warnings.");

    private final OptionSpec verbose = flag("-v", "With -a or -d: say what was done.");

    private final OptionSpec ignored =
            repeatable("-b", "PATCHID", "With -a or -d: ignore this patch, which need not be here.");

    InstallCommand() {
        super("install", "Makes the zone's files from what this host has, from a directory, or from an archive.");
        colorOption();
    }

    @Override
    void check(boolean zoneGiven) {
        if (given(without) && !text(without).equals("nodataset")) {
            throw new UsageError("-x takes nodataset only, not '" + text(without) + "'");
        }
        apart(archive, directory);
        apart(archive, without);
        apart(unconfigure, preserve);
        apart(silent, verbose);
        for (OptionSpec option : List.of(unconfigure, preserve, silent, verbose, ignored)) {
            if (given(option) && !given(archive) && !given(directory)) {
                throw new UsageError(option.longestName() + " goes with -a or -d only");
            }
        }
    }

    private static void apart(OptionSpec one, OptionSpec other) {
        if (given(one) && given(other)) {
            throw new UsageError(one.longestName() + " and " + other.longestName() + " do not go together");
        }
    }

    @Override
    int run(VerbContext context) {
        List<Problem> notes = new ArrayList<>();
        boolean isImage = given(archive)
                || (given(directory)
                        && (identity() != Identity.NOT_GIVEN || text(directory).equals("-")));
        return isImage ? ofImage(context, notes) : ofHost(context, notes);
    }

    private int ofHost(VerbContext context, List<Problem> notes) {
        try (ProgressLine progress = context.console().progress("install")) {
            new Install(context.host(), notes::add).apply(context.zone(), value(directory), progress);
        }
        tell(context, notes);
        return ExitStatus.DONE;
    }

    private int ofImage(VerbContext context, List<Problem> notes) {
        List<Problem> warnings = new ArrayList<>();
        Comparison comparison;
        try (ProgressLine progress = context.console().progress("install")) {
            comparison = install(context, new ArchiveInstall(context.host(), warnings::add, notes::add), progress);
        }
        warnings.forEach(context::tell);
        if (!comparison.isCompatible()) {
            AttachReport.tell(comparison, List.of(Problem.of(Message.ARCHIVE_DIFFERS)), context);
            return ExitStatus.FAILED;
        }
        tell(context, notes);
        return ExitStatus.DONE;
    }

    private Comparison install(VerbContext context, ArchiveInstall install, ProgressLine progress) {
        Set<String> patches = new HashSet<>(texts(ignored));
        if (given(directory)) {
            return install.applyDirectory(context.zone(), text(directory), identity(), patches, progress);
        }
        return install.apply(
                context.zone(), text(archive), context.console().io().in(), identity(), patches, progress);
    }

    private void tell(VerbContext context, List<Problem> notes) {
        if (given(verbose)) {
            notes.forEach(context::tell);
        } else if (!given(silent)) {
            notes.forEach(context::note);
        }
    }

    private Identity identity() {
        if (given(unconfigure)) {
            return Identity.UNCONFIGURED;
        }
        return given(preserve) ? Identity.PRESERVED : Identity.NOT_GIVEN;
    }
}
