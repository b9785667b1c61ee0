package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.Account;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;

/** Answers what regions the account's partition has. */
final class Regions {
    private static final List<String> OPEN = List.of(
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ca-central-1",
            "eu-central-1",
            "eu-north-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2");
    private static final List<String> OPT_IN = List.of(
            "af-south-1",
            "ap-east-1",
            "ap-south-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ca-west-1",
            "eu-central-2",
            "eu-south-1",
            "eu-south-2",
            "il-central-1",
            "me-central-1",
            "me-south-1");

    private final Account account;
    private final Filters<Region> filters = new Filters<Region>()
            .on("region-name", Region::regionName)
            .on("endpoint", Region::endpoint)
            .on("opt-in-status", Region::optInStatus);

    Regions(Account account) {
        this.account = account;
    }

    public DescribeRegionsResponse describe(DescribeRegionsRequest request) {
        boolean all = Boolean.TRUE.equals(request.allRegions());
        List<Region> regions = known().stream()
                .filter(region -> all || !region.optInStatus().equals("not-opted-in"))
                .filter(region ->
                        request.regionNames().isEmpty() || request.regionNames().contains(region.regionName()))
                .toList();
        refuseUnknown(request.regionNames(), regions);
        return DescribeRegionsResponse.builder()
                .regions(filters.apply(request.filters(), regions))
                .build();
    }

    private static void refuseUnknown(List<String> names, List<Region> found) {
        List<String> known = found.stream().map(Region::regionName).toList();
        List<String> unknown =
                names.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw Refusals.invalidValue("Invalid region(s) were provided: " + unknown);
        }
    }

    private List<Region> known() {
        return switch (account.partition()) {
            case "aws-cn" -> regions(List.of("cn-north-1", "cn-northwest-1"), "opt-in-not-required");
            case "aws-us-gov" -> regions(List.of("us-gov-east-1", "us-gov-west-1"), "opt-in-not-required");
            default ->
                Stream.concat(regions(OPEN, "opt-in-not-required").stream(), regions(OPT_IN, "not-opted-in").stream())
                        .toList();
        };
    }

    private List<Region> regions(List<String> names, String optIn) {
        String suffix = account.partition().equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return names.stream()
                .map(name -> Region.builder()
                        .regionName(name)
                        .endpoint("ec2." + name + suffix)
                        .optInStatus((name.equals(account.region()) && optIn.startsWith("not")) ? "opted-in" : optIn)
                        .build())
                .toList();
    }
}
