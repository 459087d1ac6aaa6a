package org.jzones.text;

import java.util.ArrayList;
import java.util.List;
import org.jzones.place.Answer;
import org.jzones.place.Placement;
import org.jzones.place.Ranking;

/** What {@code zoneplace --json} prints, as docs/json.md describes it. */
public final class PlaceJson {
    private final Messages messages;

    public PlaceJson(Messages messages) {
        this.messages = messages;
    }

    /** One zone: the hosts, best first. */
    public String placement(String zone, List<Answer> answers) {
        JsonText json = new JsonText("placement");
        json.put("zone", zone);
        hosts(json, zone, answers, 0);
        unreadable(json, answers);
        return json.end();
    }

    /** Several zones: each with the hosts, best first. */
    public String matrix(List<String> zones, List<Answer> answers) {
        JsonText json = new JsonText("matrix");
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < zones.size(); i++) {
            numbers.add(i);
        }
        json.put("zones", numbers, number -> {
            json.put("zone", zones.get(number));
            hosts(json, zones.get(number), answers, number);
        });
        unreadable(json, answers);
        return json.end();
    }

    private void hosts(JsonText json, String zone, List<Answer> answers, int number) {
        json.put("hosts", Ranking.of(answers, number), answer -> {
            json.put("host", answer.host()).put("input", answer.input());
            answer.zones().ifPresent(zones -> json.put("zones", zones));
            answer.running().ifPresent(running -> json.put("running", running));
            answer.capacity().cpus().ifPresent(cpus -> json.put("cpus", cpus));
            answer.capacity().memory().ifPresent(memory -> json.put("memory", memory));
            placement(json, zone, answer.placements().get(number));
            if (!answer.notes().isEmpty()) {
                json.put(
                        "notes",
                        answer.notes().stream()
                                .map(note -> messages.sentence(note, zone))
                                .toList());
            }
        });
    }

    private void placement(JsonText json, String zone, Placement placement) {
        json.put("status", placement.status().word());
        json.put("packages", placement.extent().packages());
        json.put("patches", placement.extent().patches());
        placement
                .comparison()
                .ifPresent(comparison -> json.put("differences", () -> JsonReport.comparison(json, comparison)));
        placement.update().ifPresent(plan -> json.put("update", () -> JsonReport.update(json, plan)));
        if (!placement.problems().isEmpty()) {
            JsonReport.problems(json, placement.problems(), zone, messages);
        }
        if (!placement.unchecked().isEmpty()) {
            json.put("unchecked", placement.unchecked());
        }
    }

    private void unreadable(JsonText json, List<Answer> answers) {
        List<Answer> silent =
                answers.stream().filter(answer -> answer.failure().isPresent()).toList();
        json.put("unreadable", silent, answer -> {
            json.put("input", answer.input());
            JsonReport.problems(json, answer.failure().orElseThrow().problems(), "", messages);
        });
    }
}
