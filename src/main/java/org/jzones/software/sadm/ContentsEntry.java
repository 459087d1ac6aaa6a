package org.jzones.software.sadm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Numbers;

/**
 * One entry of a contents file, parsed whole and without haste (contents(4), spec 4.2); texts are bytes as ISO 8859-1.
 *
 * @param path absolute, without a link's target
 * @param fileType one of {@code d x p f e v s l c b}, {@code ?} for an entry half made
 * @param head the line up to its packages
 * @param packages the package tokens, status and class included
 */
public record ContentsEntry(String path, char fileType, String head, List<String> packages) {
    public ContentsEntry {
        packages = List.copyOf(packages);
    }

    /** The entry of a line without its line end; empty for comments and for what fits no format. */
    static Optional<ContentsEntry> parse(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>();
        for (String field : text.split("[ \t\r]+")) {
            fields.add(field);
        }
        boolean oldStyle = !text.startsWith("/");
        boolean hasVolume = !oldStyle && fields.size() > 2 && isVolume(fields.get(1));
        int typeAt = oldStyle ? 0 : hasVolume ? 2 : 1;
        int pathAt = oldStyle ? 2 : 0;
        if (fields.size() <= Math.max(typeAt, pathAt)
                || fields.get(typeAt).length() != 1
                || !fields.get(pathAt).startsWith("/")) {
            return Optional.empty();
        }
        char type = fields.get(typeAt).charAt(0);
        int equals = fields.get(pathAt).indexOf('=');
        int between = fieldsAfterType(type, oldStyle || equals >= 0);
        int firstPackage = oldStyle ? 3 : typeAt + 1 + between;
        if (between < 0 || fields.size() <= firstPackage) {
            return Optional.empty();
        }
        String path = equals < 0 ? fields.get(pathAt) : fields.get(pathAt).substring(0, equals);
        String head = String.join(" ", fields.subList(0, firstPackage));
        return Optional.of(new ContentsEntry(path, type, head, fields.subList(firstPackage, fields.size())));
    }

    /** The package instance a token names: without status, backslash and class. */
    public static String instance(String token) {
        String name = !token.isEmpty() && "+-!%@#*~".indexOf(token.charAt(0)) >= 0 ? token.substring(1) : token;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == ':' || name.charAt(i) == '\\') {
                return name.substring(0, i);
            }
        }
        return name;
    }

    /** The path of the file itself, whose bytes are most likely UTF-8. */
    public String filePath() {
        return new String(path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** True if the path is none of the directories and lies below none of them. */
    public boolean isOutside(List<String> directories) {
        return directories.stream().noneMatch(dir -> path.equals(dir) || path.startsWith(dir + "/"));
    }

    public boolean isDirectory() {
        return fileType == 'd' || fileType == 'x';
    }

    /** True for a file that is the zone's own to change once it has it. */
    public boolean isEditable() {
        return fileType == 'e' || fileType == 'v';
    }

    /** True for what is neither file nor link nor directory; such things are made by the zone, not copied. */
    public boolean isNode() {
        return fileType == 'c' || fileType == 'b' || fileType == 'p';
    }

    /** Size and checksum of the file as delivered, as the line has them; empty if it has none. */
    public Optional<String> sizeAndChecksum() {
        String[] fields = head.split(" ");
        boolean has = fields.length >= 9 && (fileType == 'f' || isEditable());
        return has ? Optional.of(fields[fields.length - 3] + " " + fields[fields.length - 2]) : Optional.empty();
    }

    /** The same entry, naming these packages only. */
    public ContentsEntry of(List<String> tokens) {
        return new ContentsEntry(path, fileType, head, tokens);
    }

    /** The line again, naming these packages only. */
    public String line(List<String> tokens) {
        return head + " " + String.join(" ", tokens) + "\n";
    }

    private static boolean isVolume(String field) {
        return field.length() <= ContentsScanner.LONGEST_VOLUME && Numbers.isDigits(field);
    }

    private static int fieldsAfterType(char type, boolean link) {
        return switch (type) {
            case 'd', 'x', 'p' -> 4;
            case 'f', 'e', 'v' -> 7;
            case 's', 'l' -> link ? 1 : -1;
            case 'c', 'b' -> 6;
            case '?' -> 1;
            default -> -1;
        };
    }
}
