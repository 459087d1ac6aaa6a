package org.jzones.host.oci;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.Message;

/** The device nodes of a host that the match of a device resource means (spec 5.5, fnmatch(5) with FNM_PATHNAME). */
public final class Devices {
    /** More than any machine has for one purpose, and what an engine can still make. */
    private static final int MOST = 1024;

    private static final int TYPE = 0170000;
    private static final int CHARACTER = 0020000;
    private static final int BLOCK = 0060000;
    private static final String TOP = "/dev";

    private final Layout host;
    private final String pattern;
    private final List<Device> found = new ArrayList<>();

    private Devices(Layout host, String pattern) {
        this.host = host;
        this.pattern = pattern;
    }

    /**
     * The nodes below the host's /dev whose path fits the pattern, sorted by path. A link counts under its own name as the
     * node below /dev it leads to; directories are not entered through links.
     *
     * @param pattern a path; {@code *}, {@code ?} and {@code []} do not go for a slash
     * @throws Failure if there are more than 1,024, or the host's /dev cannot be read
     */
    public static List<Device> matching(Layout host, String pattern) {
        String prefix = TOP + "/";
        if (!pattern.startsWith(prefix)) {
            return List.of();
        }
        Devices devices = new Devices(host, pattern);
        List<String> components = List.of(pattern.substring(prefix.length()).split("/", -1));
        devices.search(host.resolve(TOP), TOP, components);
        devices.found.sort((a, b) -> a.path().compareTo(b.path()));
        return List.copyOf(devices.found);
    }

    private void search(Path directory, String shown, List<String> components) {
        String component = components.get(0);
        for (String name : names(directory, component)) {
            Path path = directory.resolve(name);
            String inner = shown + "/" + name;
            if (components.size() > 1) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    search(path, inner, components.subList(1, components.size()));
                }
            } else {
                device(path, inner).ifPresent(this::add);
            }
        }
    }

    private void add(Device device) {
        if (found.size() == MOST) {
            throw Failure.of(Message.DEVICES_TOO_MANY, pattern, MOST);
        }
        found.add(device);
    }

    private List<String> names(Path directory, String component) {
        if (component.isEmpty() || component.equals(".") || component.equals("..")) {
            return List.of();
        }
        if (component.chars().noneMatch(c -> "*?[\\".indexOf(c) >= 0)) {
            return Layout.exists(directory.resolve(FileNames.require(component))) ? List.of(component) : List.of();
        }
        PathMatcher matcher = matcher(component);
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Path name = directory.relativize(file);
                if (matcher.matches(name) && FileNames.isReadable(name.toString())) {
                    names.add(name.toString());
                }
            }
        } catch (DirectoryIteratorException | IOException e) {
            IOException cause = e instanceof IOException io ? io : FileTrouble.causeOf((DirectoryIteratorException) e);
            if (FileTrouble.isAbsence(cause)) {
                return List.of();
            }
            throw FileTrouble.reading(host.shown(directory), cause);
        }
        return names;
    }

    /** Braces mean nothing in these patterns, and neither does a bracket that does not end. */
    private static PathMatcher matcher(String component) {
        String glob = component.replace("{", "\\{").replace("}", "\\}");
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            return name -> name.toString().equals(component);
        }
    }

    private Optional<Device> device(Path path, String shown) {
        Path node = Files.isSymbolicLink(path) ? host.resolve(shown) : path;
        if (!node.startsWith(host.resolve(TOP))) {
            return Optional.empty();
        }
        try {
            Map<String, Object> facts = Files.readAttributes(node, "unix:mode,rdev", LinkOption.NOFOLLOW_LINKS);
            int type = facts.get("mode") instanceof Integer mode ? mode & TYPE : 0;
            long numbers = facts.get("rdev") instanceof Long rdev ? rdev : 0;
            return type == CHARACTER || type == BLOCK
                    ? Optional.of(new Device(shown, type == BLOCK ? 'b' : 'c', major(numbers), minor(numbers)))
                    : Optional.empty();
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return Optional.empty();
            }
            throw FileTrouble.reading(shown, e);
        }
    }

    /** As the C library packs them. */
    static int major(long numbers) {
        return (int) (((numbers >>> 8) & 0xfff) | ((numbers >>> 32) & 0xfffff000L));
    }

    static int minor(long numbers) {
        return (int) ((numbers & 0xff) | ((numbers >>> 12) & 0xffffff00L));
    }
}
