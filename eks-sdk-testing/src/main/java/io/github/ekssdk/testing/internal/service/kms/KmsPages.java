package io.github.ekssdk.testing.internal.service.kms;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list that KMS answers with markers. */
record KmsPages<T>(List<T> items, @Nullable String nextMarker) {
    private static final String MARK = "kms-";

    static <T> KmsPages<T> of(List<T> all, @Nullable String marker, @Nullable Integer limit, int usual, int most) {
        int size = limit == null ? usual : limit;
        if (size < 1 || size > most) {
            throw KmsRefusals.constraint("limit", size, "Member must have value between 1 and " + most);
        }
        int from = marker == null ? 0 : position(marker, all.size());
        int to = Math.min(all.size(), from + size);
        return new KmsPages<>(all.subList(from, to), to < all.size() ? MARK + to : null);
    }

    boolean truncated() {
        return nextMarker != null;
    }

    private static int position(String marker, int size) {
        String digits = marker.startsWith(MARK) ? marker.substring(MARK.length()) : "";
        boolean number =
                digits.length() < 9 && !digits.isEmpty() && digits.chars().allMatch(Character::isDigit);
        int position = number ? Integer.parseInt(digits) : -1;
        if (position < 0 || position > size) {
            throw new AwsRefusal(400, "InvalidMarkerException", "The marker '" + marker + "' is not valid.");
        }
        return position;
    }
}
