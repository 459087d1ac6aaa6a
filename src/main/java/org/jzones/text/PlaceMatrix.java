package org.jzones.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jzones.model.OneLine;
import org.jzones.model.Wrapping;
import org.jzones.place.Answer;
import org.jzones.place.Placement;
import org.jzones.place.Placement.Extent;

/**
 * The table of {@code zoneplace --matrix}: hosts down, zones across, and a line for each zone below. Where the screen is too
 * narrow for all zones the table goes on below with the hosts again, and names that are too long go on in the next line.
 */
public final class PlaceMatrix {
    private static final String GAP = "  ";
    private static final String HEAD = "HOST";
    /** How far a long name may make its column wider than what stands in it. */
    private static final int ZONE_WIDTH = 16;

    private final List<String> zones;
    private final List<Answer> answers;
    private final int width;
    private final Paint paint;

    /** @param width how many columns a line may have; 0 for as many as it needs */
    public PlaceMatrix(List<String> zones, List<Answer> answers, int width, Paint paint) {
        this.zones = List.copyOf(zones);
        this.answers = List.copyOf(answers);
        this.width = width;
        this.paint = paint;
    }

    /** The table of these answers; the numbers of hosts are those of all answers. */
    public List<String> lines(List<Answer> shown) {
        List<String> lines = new ArrayList<>();
        int first = hostWidth(shown);
        int[] widths = IntStream.range(0, zones.size())
                .map(zone -> zoneWidth(zone, first, shown))
                .toArray();
        int zone = 0;
        while (zone < zones.size() && !shown.isEmpty()) {
            int end = end(zone, first, widths);
            block(lines, shown, first, widths, zone, end);
            lines.add("");
            zone = end;
        }
        for (int i = 0; i < zones.size() && !answers.isEmpty(); i++) {
            lines.addAll(Wrapping.lines(List.of(summary(i)), width));
        }
        return lines;
    }

    /** The zone behind the last one that fits beside those from this one on. */
    private int end(int from, int first, int[] widths) {
        int used = first + GAP.length() + widths[from];
        int end = from + 1;
        while (end < zones.size() && (width == 0 || used + GAP.length() + widths[end] <= width)) {
            used += GAP.length() + widths[end];
            end++;
        }
        return end;
    }

    private void block(List<String> lines, List<Answer> shown, int first, int[] widths, int from, int end) {
        List<List<String>> heads = new ArrayList<>();
        heads.add(List.of(HEAD));
        for (int zone = from; zone < end; zone++) {
            heads.add(pieces(zones.get(zone), widths[zone]));
        }
        int height = heads.stream().mapToInt(List::size).max().orElse(1);
        for (int i = 0; i < height; i++) {
            StringBuilder line = new StringBuilder(padded(piece(heads.get(0), i), first));
            for (int zone = from; zone < end; zone++) {
                line.append(GAP).append(padded(piece(heads.get(zone - from + 1), i), widths[zone]));
            }
            lines.add(line.toString().stripTrailing());
        }
        for (Answer answer : shown) {
            List<String> name = pieces(answer.host(), first);
            StringBuilder line = new StringBuilder(padded(name.get(0), first));
            for (int zone = from; zone < end; zone++) {
                Placement placement = answer.placements().get(zone);
                String cell = cell(placement);
                String padding = zone + 1 < end ? " ".repeat(widths[zone] - cell.length()) : "";
                line.append(GAP)
                        .append(PlaceTable.painted(paint, placement.status(), cell))
                        .append(padding);
            }
            lines.add(line.toString());
            lines.addAll(name.subList(1, name.size()));
        }
    }

    /** One cell: the word, and how much is to be done. */
    private static String cell(Placement placement) {
        Extent extent = placement.extent();
        String word = placement.status().word();
        return switch (placement.status()) {
            case READY, PROBABLY, REFUSED, OTHER_PACKAGING -> word;
            case UPDATE -> word + " " + extent.changed();
            case NEEDS -> word + " " + extent.packages() + "+" + extent.patches();
        };
    }

    private int hostWidth(List<Answer> shown) {
        int longest =
                shown.stream().mapToInt(answer -> answer.host().length()).max().orElse(0);
        int wanted = Math.max(HEAD.length(), longest);
        return width == 0 ? wanted : Math.min(wanted, Math.max(HEAD.length(), width / 2 - GAP.length()));
    }

    private int zoneWidth(int zone, int first, List<Answer> shown) {
        int cells = shown.stream()
                .mapToInt(answer -> cell(answer.placements().get(zone)).length())
                .max()
                .orElse(0);
        int name = zones.get(zone).length();
        int most = width == 0 ? name : Math.min(ZONE_WIDTH, width - first - GAP.length());
        return Math.max(cells, Math.min(name, most));
    }

    private String summary(int zone) {
        int hosts = answers.size();
        long ready = count(zone, Placement.Status.READY);
        long update = count(zone, Placement.Status.UPDATE);
        String of = hosts + (hosts == 1 ? " host" : " hosts");
        String line = (ready == 0 ? "none" : String.valueOf(ready)) + " of " + of + " can take "
                + OneLine.of(zones.get(zone)) + (ready > 1 ? " as they are" : " as it is");
        long probably = count(zone, Placement.Status.PROBABLY);
        return line
                + (update == 0 ? "" : ", " + update + " after an update")
                + (probably == 0 ? "" : ", " + probably + " probably");
    }

    private long count(int zone, Placement.Status status) {
        return answers.stream()
                .filter(answer -> answer.placements().get(zone).status() == status)
                .count();
    }

    /** The text in pieces of at most this length. */
    private static List<String> pieces(String text, int length) {
        String rest = OneLine.of(text);
        List<String> pieces = new ArrayList<>();
        while (rest.length() > length) {
            pieces.add(rest.substring(0, length));
            rest = rest.substring(length);
        }
        pieces.add(rest);
        return pieces;
    }

    private static String piece(List<String> pieces, int number) {
        return number < pieces.size() ? pieces.get(number) : "";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
