package org.jzones.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jzones.file.FileTrouble;
import org.jzones.file.RegularFile;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Pkg;

/**
 * What Explorer has collected of a host (spec 7.3). It tells which packages and patches the host has, and neither which of
 * them matter to zones nor what they deliver.
 *
 * @param host what it is called
 * @param date when it was collected; empty if its name does not say so
 * @param isIps whether the host's packages are those of IPS, of which nothing else is read
 * @param packages those that are completely installed
 * @param patches those that are, with the packages that they are of
 * @param index the index of its zones, if it is there
 */
public record Explorer(
        String host,
        Optional<Instant> date,
        boolean isIps,
        List<Pkg> packages,
        List<InstalledPatch> patches,
        Optional<String> index) {
    static final String LISTS = "patch+pkg";
    static final String IPS = "pkg_listing_ips";
    private static final String PACKAGES = LISTS + "/pkginfo-l.out";
    private static final List<String> PATCHES = List.of(LISTS + "/showrev-p.out", LISTS + "/patchadd-p.out");
    private static final Pattern NAME = Pattern.compile("explorer\\.[0-9A-Fa-f]+\\.(.+)-(\\d{4}(?:\\.\\d\\d){4})");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu.MM.dd.HH.mm", Locale.ROOT);
    /** In bytes, many times what the longest of these lists has. */
    private static final int MOST = 16 << 20;

    public Explorer {
        packages = List.copyOf(packages);
        patches = List.copyOf(patches);
    }

    /** Whether a directory holds what Explorer has collected. */
    public static boolean is(Path directory) {
        return Files.isDirectory(directory.resolve(LISTS), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads what is in a directory.
     *
     * @param shown the directory for people
     * @throws Failure if the lists of packages or patches are missing or damaged
     */
    public static Explorer read(Path directory, String shown) {
        Matcher name = NAME.matcher(String.valueOf(directory.getFileName()));
        boolean isNamed = name.matches();
        String host = text(directory, "sysconfig/uname-a.out", shown)
                .map(uname -> uname.strip().split("\\s+", 3))
                .filter(words -> words.length > 1 && About.isName(words[1]))
                .map(words -> words[1])
                .orElseGet(() -> isNamed ? name.group(1) : String.valueOf(directory.getFileName()));
        Optional<Instant> date = isNamed ? date(name.group(2)) : Optional.empty();
        if (isOfIps(directory, shown)) {
            return new Explorer(host, date, true, List.of(), List.of(), text(directory, "etc/zones/index", shown));
        }
        String packages = text(directory, PACKAGES, shown).orElseThrow(() -> unusable(shown, PACKAGES + " is missing"));
        String patches = PATCHES.stream()
                .flatMap(file -> text(directory, file, shown).stream())
                .findFirst()
                .orElseThrow(() -> unusable(shown, PATCHES.get(0) + " is missing"));
        ExplorerLists lists = new ExplorerLists(why -> unusable(shown, why));
        return new Explorer(
                host,
                date,
                false,
                lists.packages(packages, PACKAGES),
                lists.patches(patches),
                text(directory, "etc/zones/index", shown));
    }

    private static Failure unusable(String shown, String why) {
        return Failure.of(Message.EXPLORER_UNUSABLE, shown, why);
    }

    /** In whatever file that is. */
    private static boolean isOfIps(Path directory, String shown) {
        try (DirectoryStream<Path> lists = Files.newDirectoryStream(directory.resolve(LISTS), IPS + "*")) {
            return lists.iterator().hasNext();
        } catch (IOException e) {
            throw FileTrouble.reading(shown, e);
        } catch (DirectoryIteratorException e) {
            throw FileTrouble.reading(shown, FileTrouble.causeOf(e));
        }
    }

    /** The text of a file, if it is there; no link is followed. */
    private static Optional<String> text(Path directory, String name, String shown) {
        try {
            byte[] bytes = RegularFile.readWithin(directory, directory.resolve(name), MOST, shown + "/" + name);
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return Optional.empty();
            }
            throw FileTrouble.reading(shown + "/" + name, e);
        }
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, DATE).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
