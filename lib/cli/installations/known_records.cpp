#include "cli/installations/known_records.hpp"

#include "cli/inputs.hpp"
#include "cli/store/read_keys.hpp"
#include "cli/text/json_text.hpp"

#include <frameio/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <vector>

namespace frameio::cli {
namespace {

constexpr std::size_t records_at_once = 100;

[[noreturn]] void refuse_unknown(const install::tenant& where) {
    throw std::runtime_error(fmt::format(
        "the store knows of no installation in {}: \"frameio installations list\" shows those that there are",
        printable_line(where.key())));
}

}  // namespace

known_records::known_records(const std::string& address)
    : keys_(std::make_shared<const auth::key_ring>(read_keys())), opened_(address) {}

installation_list known_records::list() {
    const install::installations all(opened_.engine(), keys_);
    installation_list made;
    const auto skipped = [&made](const std::string& key, const error& why) {
        made.unreadable.push_back({key, why.what()});
    };
    std::string last;
    for (std::size_t found = records_at_once; found == records_at_once;) {
        std::vector<install::record> page = opened_.wait_for(all.list(last, records_at_once, skipped));
        found = page.size();
        last = page.empty() ? last : page.back().where().key();
        std::ranges::move(page, std::back_inserter(made.installed));
    }
    return made;
}

install::record known_records::find(const install::tenant& where) {
    const install::installations all(opened_.engine(), keys_);
    std::optional<install::record> found;
    try {
        found = opened_.wait_for(all.find(where));
    } catch (const error& failure) {
        throw std::runtime_error(printable_line(failure.what()));
    }
    if (!found) {
        refuse_unknown(where);
    }
    return std::move(*found);
}

void known_records::forget(const install::tenant& where) {
    const auto found = opened_.wait_for(opened_.operations().read(install::collection, where.key()));
    if (!found) {
        refuse_unknown(where);
    }
    if (!opened_.wait_for(opened_.operations().erase(install::collection, where.key(), found->version))) {
        throw std::runtime_error("somebody is at work on that installation just now; look again");
    }
}

install::tenant parse_installation(const std::string& text) {
    const std::size_t slash = text.find('/');
    const bool has_both = slash != std::string::npos && slash != 0 && slash + 1 != text.size();
    if (!has_both || text.find('/', slash + 1) != std::string::npos) {
        throw usage_error(
            fmt::format("\"{}\" names no installation: write ACCOUNT/WORKSPACE, with their ids, as \"frameio "
                        "installations list\" has them",
                        printable_line(text)));
    }
    return {text.substr(0, slash), text.substr(slash + 1)};
}

}  // namespace frameio::cli
