package org.jzones.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jzones.model.Failure;
import org.jzones.model.FileFacts;
import org.jzones.model.HostPackage;
import org.jzones.model.Inventory;
import org.jzones.model.Message;
import org.jzones.model.Patch;
import org.jzones.model.Pkg;
import org.jzones.model.PlainText;

/** The software database of a host, var/sadm (spec 4): its packages, and which of them matter to a zone. */
public final class SadmDatabase {
    private static final int LONGEST_LINE = 4 << 20;

    private final Layout layout;
    private final Consumer<Supplier<String>> debug;

    /** @param debug takes what only someone looking for a fault wants to know */
    public SadmDatabase(Layout layout, Consumer<Supplier<String>> debug) {
        this.layout = layout;
        this.debug = debug;
    }

    /**
     * All installed packages, by name.
     *
     * @throws Failure if there is no var/sadm/pkg or a pkginfo cannot be read
     */
    public List<HostPackage> packages() {
        Path directory = layout.packagesDir();
        List<HostPackage> packages = new ArrayList<>();
        try (DirectoryStream<Path> instances = Files.newDirectoryStream(directory)) {
            for (Path instance : instances) {
                readPackage(instance, packages);
            }
        } catch (NoSuchFileException | java.nio.file.NotDirectoryException e) {
            throw Failure.of(Message.SADM_PKG_MISSING, layout.shown(directory));
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw FileTrouble.reading(layout.shown(directory), FileTrouble.causeOf(e));
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(directory), e);
        }
        packages.sort(Comparator.comparing(HostPackage::name));
        return packages;
    }

    private void readPackage(Path instance, List<HostPackage> packages) {
        String name = String.valueOf(instance.getFileName());
        // a link means what it means on the host itself, not on the machine we run on
        Path pkginfo = (Files.isSymbolicLink(instance) ? layout.packageDir(name) : instance).resolve("pkginfo");
        Optional<byte[]> bytes;
        try {
            bytes = RegularFile.readIfRegular(pkginfo, layout.shown(pkginfo));
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(pkginfo), e);
        }
        if (bytes.isPresent() && !PlainText.isFileName(name)) {
            throw Failure.of(Message.PACKAGE_NAME, layout.shown(instance));
        }
        bytes.ifPresent(b -> packages.add(PkgInfo.parse(name, b)));
    }

    /**
     * The packages and patches that matter to a zone with these inherit-pkg-dirs (spec 4.3). Without any, contents is not
     * read.
     *
     * @throws Failure as {@link #packages()}, and if contents is needed and cannot be read
     */
    public Inventory inventory(List<String> inheritedDirs) {
        return ofMattering(mattering(inheritedDirs));
    }

    /** The packages that matter to a zone with these inherit-pkg-dirs, by name. @throws Failure as {@link #inventory} */
    public List<HostPackage> mattering(List<String> inheritedDirs) {
        List<HostPackage> candidates =
                packages().stream().filter(p -> !p.thisZone()).toList();
        List<String> undecided = candidates.stream()
                .filter(p -> !p.allZones())
                .map(HostPackage::name)
                .toList();
        Set<String> delivering = inheritedDirs.isEmpty() ? Set.of() : delivering(inheritedDirs, undecided);
        return candidates.stream()
                .filter(p -> p.allZones() || delivering.contains(p.name()))
                .toList();
    }

    /** These packages and all their patches. */
    public static Inventory ofMattering(List<HostPackage> mattering) {
        List<Pkg> packages = new ArrayList<>();
        Map<String, Patch> patches = new LinkedHashMap<>();
        for (HostPackage pkg : mattering) {
            packages.add(new Pkg(pkg.name(), pkg.version()));
            pkg.patches().forEach(patch -> patches.merge(patch.id(), patch, SadmDatabase::union));
        }
        return new Inventory(packages, List.copyOf(patches.values()));
    }

    private static Patch union(Patch one, Patch other) {
        if (one.equals(other)) {
            return one;
        }
        return new Patch(
                one.id(), union(one.obsoletes(), other.obsoletes()), union(one.incompatibles(), other.incompatibles()));
    }

    private static List<String> union(List<String> one, List<String> other) {
        Set<String> ids = new LinkedHashSet<>(one);
        ids.addAll(other);
        return List.copyOf(ids);
    }

    private Set<String> delivering(List<String> directories, List<String> names) {
        ContentsScanner scanner = new ContentsScanner(directories, names);
        boolean[] found;
        try (InputStream in = openContents()) {
            found = scanner.scan(in);
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(layout.contents()), e);
        }
        if (scanner.skipped() > 0) {
            debug.accept(() -> layout.shown(layout.contents()) + ": " + scanner.skipped()
                    + " lines below the inherit-pkg-dirs fit no format and were skipped");
        }
        Set<String> delivering = new HashSet<>();
        for (int i = 0; i < found.length; i++) {
            if (found[i]) {
                delivering.add(names.get(i));
            }
        }
        return delivering;
    }

    /** Gives every entry of contents in the file's order; lines that fit no format are left out and counted. */
    public void entries(Progress progress, Consumer<ContentsEntry> taker) {
        entries(progress, taker, line -> {});
    }

    /** Gives every entry of contents in the file's order, and the lines that are comments or fit no format. */
    void entries(Progress progress, Consumer<ContentsEntry> taker, Consumer<byte[]> others) {
        long skipped = 0;
        try (InputStream in = new BufferedInputStream(openContents(), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            progress.expect("bytes", Files.size(layout.contents()));
            int b = in.read();
            while (b >= 0) {
                line.reset();
                for (; b >= 0 && b != '\n'; b = in.read()) {
                    if (line.size() < LONGEST_LINE) {
                        line.write(b);
                    }
                }
                java.util.Optional<ContentsEntry> entry = line.size() < LONGEST_LINE
                        ? ContentsEntry.parse(line.toByteArray())
                        : java.util.Optional.empty();
                entry.ifPresentOrElse(taker, () -> others.accept(line.toByteArray()));
                progress.advance(line.size() + 1L);
                skipped += entry.isPresent() ? 0 : 1;
                b = b < 0 ? b : in.read();
            }
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(layout.contents()), e);
        }
        long count = skipped;
        debug.accept(() -> layout.shown(layout.contents()) + ": " + count + " lines are comments or fit no format");
    }

    /** True if there is a contents, which may yet turn out not to be readable. */
    public boolean hasContents() {
        return Look.at(layout, layout.contents()).exists();
    }

    /** The bytes of a package's pkginfo. */
    public byte[] pkginfo(String pkg) {
        Path path = layout.packageDir(pkg).resolve("pkginfo");
        try {
            return RegularFile.read(path, layout.shown(path));
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(path), e);
        }
    }

    private InputStream openContents() throws IOException {
        Path contents = layout.contents();
        FileFacts facts = Look.at(layout, contents);
        if (!facts.exists()) {
            throw Failure.of(Message.SADM_CONTENTS_MISSING, layout.shown(contents));
        }
        if (facts.kind() != FileFacts.Kind.FILE) {
            throw Failure.of(Message.FILE_NOT_REGULAR, layout.shown(contents));
        }
        return Files.newInputStream(contents, LinkOption.NOFOLLOW_LINKS);
    }
}
