package io.github.ekssdk.testing.internal.service.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.internal.Account;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Table<String> table =
            new Table<>(Kind.VPC, new Account("123456789012", "eu-west-1", LatencyProfile.instant(), 1));
    private final Table.Index<String> byParity =
            table.index(word -> Integer.parseInt(word.replaceAll("\\D", "")) % 2 == 0 ? "even" : "odd");

    private static String id(int number) {
        return "vpc-%017x".formatted(number);
    }

    private void fill(int size) {
        IntStream.range(0, size).forEach(i -> table.add(id(i), "word " + i));
    }

    @Test
    void a_page_looks_at_no_more_rows_than_it_holds_and_one() {
        fill(10_000);
        AtomicInteger looked = new AtomicInteger();
        Pages.Page<String> first = table.page(List.of(), word -> looked.incrementAndGet() > 0, Pages.USUAL, 50, null);
        Pages.Page<String> second =
                table.page(List.of(), word -> looked.incrementAndGet() > 0, Pages.USUAL, 50, first.nextToken());

        assertThat(looked).hasValue(102);
        assertThat(second.items()).startsWith("word 50").hasSize(50);
    }

    @Test
    void pages_go_on_behind_what_was_deleted() {
        fill(12);
        Pages.Page<String> first = table.page(List.of(), word -> true, Pages.USUAL, 5, null);
        table.remove(id(4));
        table.remove(id(5));

        assertThat(table.page(List.of(), word -> true, Pages.USUAL, 5, first.nextToken())
                        .items())
                .containsExactly("word 6", "word 7", "word 8", "word 9", "word 10");
    }

    @Test
    void an_index_follows_changes_and_removals() {
        fill(4);
        table.update(id(0), word -> "word 7");
        table.remove(id(1));

        assertThat(byParity.of("odd")).containsExactly("word 7", "word 3");
        assertThat(byParity.count("even")).isEqualTo(1);
        assertThat(byParity.of("neither")).isEmpty();
    }
}
