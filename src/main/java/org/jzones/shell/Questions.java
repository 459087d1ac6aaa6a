package org.jzones.shell;

import java.util.List;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Problem;

/** Questions to the user (spec 2.2); one that nobody was there to answer ends the session, with nothing saved. */
final class Questions {
    private final Surroundings surroundings;
    private boolean unanswered;

    Questions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** True if the user said yes. @throws Failure with the problem if nobody was there to be asked */
    boolean isConfirmed(Problem question, Problem ifNobodyIsThere) {
        Optional<Boolean> answer = surroundings.ask(question);
        if (answer.isEmpty()) {
            unanswered = true;
            throw new Failure(List.of(ifNobodyIsThere));
        }
        return answer.get();
    }

    /** True after a question that nobody was there to answer. */
    boolean wereUnanswered() {
        return unanswered;
    }
}
