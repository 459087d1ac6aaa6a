package org.jzones.example;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.PlainText;

/** The software of an example host, and what a test wants to be different about it. */
public final class ExampleSoftware {
    private static final Pattern PATCH = Pattern.compile("[0-9]{6}-[0-9]{2}");
    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z][A-Za-z0-9+._-]{0,31}");
    private static final int LONGEST_VERSION = 256;

    /** Where a patch goes that is of no package in particular. */
    private static final String CORE = "SUNWcsr";

    private final ExampleLevel level;
    private final List<ExamplePackage> packages;

    private ExampleSoftware(ExampleLevel level, List<ExamplePackage> packages) {
        this.level = level;
        this.packages = packages;
    }

    /** That of {@code host1} or {@code host2}. */
    public static Optional<ExampleSoftware> of(String word) {
        return ExampleLevel.of(word).map(level -> new ExampleSoftware(level, level.packages()));
    }

    List<ExamplePackage> packages() {
        return packages.stream()
                .sorted(Comparator.comparing(ExamplePackage::name))
                .toList();
    }

    /** Without the package or patch. @throws Failure if there is no such thing */
    public ExampleSoftware without(String name) {
        return PATCH.matcher(name).matches()
                ? changed(pkg -> pkg.patches().contains(name), name, pkg -> Optional.of(pkg.withoutPatch(name)))
                : changed(pkg -> pkg.name().equals(name), name, pkg -> Optional.empty());
    }

    /** @param packageAndVersion {@code PACKAGE=VERSION} @throws Failure if there is no such package, or no such version */
    public ExampleSoftware inVersion(String packageAndVersion) {
        String name = name(packageAndVersion);
        String version = version(packageAndVersion).orElseThrow(() -> bad(packageAndVersion));
        return changed(pkg -> pkg.name().equals(name), name, pkg -> Optional.of(pkg.inVersion(version)));
    }

    /**
     * With one more package or patch.
     *
     * @param added {@code PACKAGE}, {@code PACKAGE=VERSION} or the id of a patch
     * @throws Failure if it is there already, or cannot be the name of one
     */
    public ExampleSoftware with(String added) {
        if (PATCH.matcher(added).matches()) {
            requireNew(pkg -> pkg.patches().contains(added), added);
            return changed(pkg -> pkg.name().equals(CORE), CORE, pkg -> Optional.of(pkg.withPatch(added)));
        }
        String name = name(added);
        requireNew(pkg -> pkg.name().equals(name), name);
        ExamplePackage known = level.other().packages().stream()
                .filter(pkg -> pkg.name().equals(name))
                .findFirst()
                .orElseGet(() -> madeUp(name));
        List<ExamplePackage> more = new ArrayList<>(packages);
        more.add(version(added).map(known::inVersion).orElse(known));
        return new ExampleSoftware(level, more);
    }

    private static ExamplePackage madeUp(String name) {
        List<String> entries = List.of("d /opt", "d /opt/" + name, "f /opt/" + name + "/README");
        return new ExamplePackage(name, "1.0", "Made up for a test", "all", entries, List.of());
    }

    private ExampleSoftware changed(
            Predicate<ExamplePackage> which, String name, Function<ExamplePackage, Optional<ExamplePackage>> change) {
        if (packages.stream().noneMatch(which)) {
            throw Failure.of(Message.EXAMPLE_HAS_NOT, level.word(), name);
        }
        List<ExamplePackage> changed = packages.stream()
                .flatMap(pkg -> which.test(pkg) ? change.apply(pkg).stream() : Stream.of(pkg))
                .toList();
        return new ExampleSoftware(level, changed);
    }

    private void requireNew(Predicate<ExamplePackage> which, String name) {
        if (packages.stream().anyMatch(which)) {
            throw Failure.of(Message.EXAMPLE_HAS, level.word(), name);
        }
    }

    private static String name(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (!PACKAGE.matcher(name).matches()) {
            throw bad(text);
        }
        return name;
    }

    private static Optional<String> version(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return Optional.empty();
        }
        String version = text.substring(equals + 1);
        if (version.isBlank() || version.length() > LONGEST_VERSION || !PlainText.isPlain(version)) {
            throw bad(text);
        }
        return Optional.of(version);
    }

    private static Failure bad(String text) {
        return Failure.of(Message.EXAMPLE_NAME_BAD, text);
    }
}
