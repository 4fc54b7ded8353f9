#pragma once

#include "store/archive.hpp"

#include <map>
#include <string>

namespace frameio::store {

/// The statements that read and write a table as a whole, in the words that all engines share.
struct archive_sql {
    explicit archive_sql(const archive_table& of);

    std::string count;
    std::string first;   ///< rows
    std::string behind;  ///< the key that is given
    std::string insert;  ///< up to the values; what follows may differ between engines
    std::string values;
};

/// The statements of all tables; they live as long as it.
class archive_statements {
public:
    archive_statements();

    const archive_sql& of(const archive_table& table) const {
        return all_.at(table.name);
    }

private:
    std::map<std::string_view, archive_sql> all_;
};

}  // namespace frameio::store
