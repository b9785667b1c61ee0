package io.github.ekssdk.k8s.awsauth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts back what once stood there, in place of all that stands there now. */
final class RestoreMerge implements Merge {

    private final Document former;

    RestoreMerge(Document former) {
        this.former = former;
    }

    @Override
    public Result into(Document now) {
        List<AwsAuthChange> changes = new ArrayList<>();
        for (Section section : Section.values()) {
            Map<String, IamMapping> before = byKey(now.mappings(section));
            Map<String, IamMapping> after = byKey(former.mappings(section));
            before.forEach((key, mapping) -> {
                if (!after.containsKey(key)) {
                    changes.add(AwsAuthChange.removed(section, mapping));
                }
            });
            after.forEach((key, mapping) -> {
                IamMapping present = before.get(key);
                if (present == null) {
                    changes.add(AwsAuthChange.added(section, mapping));
                } else if (!present.equals(mapping)) {
                    changes.add(AwsAuthChange.changed(section, present, mapping));
                }
            });
        }
        return new Result(former, List.copyOf(changes), List.of());
    }

    /** To mend what cannot be read is what a backup is for. */
    @Override
    public Document read(Map<String, String> data) {
        return Document.readable(data);
    }

    private static Map<String, IamMapping> byKey(List<IamMapping> mappings) {
        Map<String, IamMapping> byKey = new LinkedHashMap<>();
        mappings.forEach(mapping -> byKey.put(mapping.key(), mapping));
        return byKey;
    }
}
