package org.jzones.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jzones.support.TestHost.Result;

/** The root of a Debian as debootstrap makes it: of the release of this machine, from where its apt gets packages. */
public final class DebianTree {
    private static final Path DEBOOTSTRAP = LinuxHost.program("debootstrap");

    private DebianTree() {}

    /** Makes one in a directory that is not there yet; skips the test, with the reason, where that cannot be done. */
    public static void at(Path directory) {
        assumeTrue(!DEBOOTSTRAP.toString().isEmpty(), "SKIPPED: there is no debootstrap here");
        String release = release().orElse("");
        List<String> mirrors = LinuxHost.run(
                        "sh", "-c", "apt-get indextargets --format '$(CODENAME) $(SITE)' 'Created-By: Packages'")
                .out()
                .lines()
                .filter(line -> line.startsWith(release + " "))
                .map(line -> line.substring(release.length() + 1))
                .toList();
        assumeTrue(
                !release.isEmpty() && !mirrors.isEmpty(), "SKIPPED: this machine's packages are not those of a Debian");
        Result made = run(DEBOOTSTRAP.toString(), "--variant=minbase", release, directory.toString(), mirrors.get(0));
        assumeTrue(
                made.status() == 0,
                () -> "SKIPPED: debootstrap has failed: "
                        + made.out().lines().reduce("", (before, line) -> line.isBlank() ? before : line));
    }

    private static Optional<String> release() {
        try {
            return Files.readAllLines(Path.of("/etc/os-release")).stream()
                    .filter(line -> line.startsWith("VERSION_CODENAME="))
                    .map(line -> line.substring("VERSION_CODENAME=".length()))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Result run(String... words) {
        try {
            return Program.of(words).within(Duration.ofMinutes(5)).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
