#pragma once

/// @file
/// Whole stores of the engines that outlive their process, two of them for each test.

#include "store/archive.hpp"
#include "store/archive_check.hpp"
#include "store/archive_copy.hpp"
#include "store/engines.hpp"

namespace frameio_test {

#ifdef FRAMEIO_POSTGRESQL
inline const std::vector<std::string> archived_engines{"sqlite", "postgresql"};
#else
inline const std::vector<std::string> archived_engines{"sqlite"};
#endif

/// From which engine to which a store is copied.
struct direction {
    std::string from;
    std::string to;

    friend std::ostream& operator<<(std::ostream& out, const direction& which) {
        return out << which.from << " to " << which.to;
    }
};

inline std::vector<direction> all_directions() {
    std::vector<direction> made;
    for (const std::string& from : archived_engines) {
        for (const std::string& to : archived_engines) {
            made.push_back({from, to});
        }
    }
    return made;
}

struct archived : stored {
    using archive = frameio::store::archive;
    using purpose = archive::purpose;

    /// The store that `open` opens, and another one beside it.
    std::string address(const std::string& kind, const std::string& name = "") const {
#ifdef FRAMEIO_POSTGRESQL
        if (kind == "postgresql") {
            return url() + name;
        }
#endif
        static_cast<void>(kind);
        return "sqlite:" + path() + name;
    }

    std::unique_ptr<archive> whole(const std::string& at, purpose what_for) {
        return frameio::store::open_archive(at, what_for, clock);
    }

    frameio::store::row_counts copy(const std::string& from, const std::string& to) {
        const auto source = whole(from, purpose::take);
        const auto target = whole(to, purpose::fill);
        return frameio::store::copy_all(*source, *target);
    }

    static std::vector<frameio::store::archive_row> all_rows(archive& of, const frameio::store::archive_table& table) {
        std::vector<frameio::store::archive_row> all;
        for (auto rows = of.read(table, {}); !rows.empty();) {
            frameio::store::archive_row last = rows.back();
            last.resize(table.keys);
            std::ranges::move(rows, std::back_inserter(all));
            rows = of.read(table, last);
        }
        return all;
    }

    /// What is said when it is opened; empty if nothing.
    std::string refusal(const std::string& at, purpose what_for) {
        try {
            whole(at, what_for);
        } catch (const frameio::store::store_error& failure) {
            return failure.what();
        }
        return {};
    }
    bool refused_for(const std::string& at, purpose what_for, const std::string& why) {
        const std::string said = refusal(at, what_for);
        BOOST_TEST_INFO(said);
        return said.find(why) != std::string::npos;
    }
};

}  // namespace frameio_test
