package org.jzones.software.sadm;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.HostInventory;
import org.jzones.model.HostPackage;
import org.jzones.model.Message;
import org.jzones.model.Problem;

/** The directories of a host's packages, var/sadm/pkg (spec 4.1). */
final class PackageFiles {
    /** More than nearly all pkginfo files have. */
    private static final int BUFFER = 64 << 10;

    private final Layout layout;

    PackageFiles(Layout layout) {
        this.layout = layout;
    }

    /** The packages of these names; what is none is left out. @throws Failure if the pkginfo of one cannot be read */
    List<HostPackage> read(List<String> instances) {
        Path directory = layout.packagesDir();
        List<HostPackage> packages = new ArrayList<>();
        KnownPatches known = new KnownPatches();
        byte[] buffer = new byte[BUFFER];
        for (String instance : instances) {
            Path pkginfo = pkginfo(directory.resolve(instance));
            try {
                int length = RegularFile.readIfRegular(pkginfo, buffer);
                if (length < buffer.length) {
                    if (length >= 0) {
                        packages.add(PkgInfo.parse(instance, buffer, length, known));
                    }
                    continue;
                }
                RegularFile.readIfRegular(pkginfo, layout)
                        .ifPresent(bytes -> packages.add(PkgInfo.parse(instance, bytes, known)));
            } catch (IOException e) {
                throw FileTrouble.reading(layout.shown(pkginfo), e);
            }
        }
        return packages;
    }

    /** A link means what it means on the host itself, not on the machine we run on. */
    private Path pkginfo(Path instance) {
        Path directory =
                Files.isSymbolicLink(instance) ? layout.packageDir(String.valueOf(instance.getFileName())) : instance;
        return directory.resolve("pkginfo");
    }

    /**
     * The names in var/sadm/pkg, sorted: packages, and what else may lie there.
     *
     * @throws Failure if there is no such directory
     */
    List<String> instances() {
        Path directory = layout.packagesDir();
        String @Nullable [] listed = directory.toFile().list();
        List<String> names = listed == null ? listWithCause(directory) : new ArrayList<>(Arrays.asList(listed));
        for (String name : names) {
            if (!FileNames.isReadable(name)) {
                return withoutUnreadable(names, directory);
            }
        }
        names.sort(null);
        otherPackaging(names).ifPresent(problem -> {
            throw new Failure(List.of(problem));
        });
        return names;
    }

    /** That the host keeps its software elsewhere, if so: a few packages of this kind are left over there. */
    private Optional<Problem> otherPackaging(List<String> names) {
        Path other = layout.ipsImage();
        if (!Files.isDirectory(other)) {
            return Optional.empty(); // as nearly all
        }
        long count = names.stream()
                .filter(name -> FileNames.isReadable(name)
                        && Files.isRegularFile(layout.packageDir(name).resolve("pkginfo")))
                .limit(HostInventory.FEWEST_PACKAGES)
                .count();
        return count == HostInventory.FEWEST_PACKAGES
                ? Optional.empty()
                : Optional.of(Problem.of(Message.SADM_IS_IPS, layout.shown(other), count));
    }

    /** That there is no directory of packages, or that the host's software is not in it, if so. */
    Optional<Problem> absence() {
        Path directory = layout.packagesDir();
        if (!Files.isDirectory(directory)) {
            return Optional.of(missing(directory));
        }
        String @Nullable [] listed = directory.toFile().list();
        return listed == null ? Optional.empty() : otherPackaging(Arrays.asList(listed));
    }

    private Problem missing(Path directory) {
        return otherPackaging(List.of()).orElseGet(() -> Problem.of(Message.SADM_PKG_MISSING, layout.shown(directory)));
    }

    private List<String> withoutUnreadable(List<String> names, Path directory) {
        requireNoPackage(directory);
        return names.stream().filter(FileNames::isReadable).sorted().toList();
    }

    /** Names that no manifest can hold, for which the quick listing may not even have the bytes, are of no package. */
    private void requireNoPackage(Path directory) {
        try (DirectoryStream<Path> instances = Files.newDirectoryStream(directory)) {
            for (Path instance : instances) {
                String name = String.valueOf(instance.getFileName());
                if (!FileNames.isReadable(name)
                        && RegularFile.readIfRegular(pkginfo(instance), layout).isPresent()) {
                    FileNames.require(layout.shown(instance));
                    throw Failure.of(Message.PACKAGE_NAME, layout.shown(instance));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw FileTrouble.reading(layout.shown(directory), FileTrouble.causeOf(e));
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(directory), e);
        }
    }

    /** Tells what is wrong where the quicker way of listing does not. */
    private List<String> listWithCause(Path directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> instances = Files.newDirectoryStream(directory)) {
            for (Path instance : instances) {
                names.add(String.valueOf(instance.getFileName()));
            }
        } catch (NoSuchFileException | java.nio.file.NotDirectoryException e) {
            throw new Failure(List.of(missing(directory)));
        } catch (DirectoryIteratorException e) {
            throw FileTrouble.reading(layout.shown(directory), FileTrouble.causeOf(e));
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(directory), e);
        }
        return names;
    }

    /** The installed package of this name. @throws Failure if its pkginfo cannot be read */
    Optional<HostPackage> find(String name) {
        return read(List.of(name)).stream().findFirst();
    }

    /** The bytes of a package's pkginfo. */
    byte[] pkginfo(String pkg) {
        Path path = layout.packageDir(pkg).resolve("pkginfo");
        try {
            return RegularFile.read(path, layout.shown(path));
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(path), e);
        }
    }
}
