#include "pipeline/tables/csv.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Table sample{"sample",
                   "one row",
                   {{"name", CellType::text, "", "", ""},
                    {"count", CellType::whole, "", "", ""},
                    {"value", CellType::number, "", "", ""}},
                   {{std::string("a,b"), std::int64_t{3}, 0.1},
                    {std::string("say \"x\"\nor é"), Cell(), -1e-7},
                    {Cell(), std::int64_t{-2}, 1e21}}};

TEST(Csv, QuotesWhereRfc4180AsksForItAndWritesNumbersWithTheFewestDigits) {
  EXPECT_EQ(csv_text(sample),
            "name,count,value\r\n"
            "\"a,b\",3,0.1\r\n"
            "\"say \"\"x\"\"\nor é\",,-1e-07\r\n"
            ",-2,1e+21\r\n");
}

TEST(Csv, WhatIsWrittenIsReadBackTheSame) {
  const std::vector<CsvRecord> records = parse_csv(csv_text(sample), "sample.csv");
  ASSERT_EQ(records.size(), 4U);
  EXPECT_THAT(records[1].fields, ElementsAre("a,b", "3", "0.1"));
  EXPECT_THAT(records[2].fields, ElementsAre("say \"x\"\nor é", "", "-1e-07"));
  EXPECT_EQ(records[3].line, 5) << "a text of two lines lies before";
}

TEST(Csv, AMarkPlainLineEndsAndNoLineEndAtTheEndAreAccepted) {
  const std::vector<CsvRecord> records = parse_csv("\xEF\xBB\xBFinput,seed\nx,\"1,2,3\"", "list.csv");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_THAT(records[0].fields, ElementsAre("input", "seed"));
  EXPECT_THAT(records[1].fields, ElementsAre("x", "1,2,3"));
}

std::string complaint(const std::string& text) {
  try {
    parse_csv(text, "list.csv");
  } catch (const UsageError& error) {
    return error.what();
  }
  return "nothing thrown";
}

TEST(Csv, WrongQuotesAreNamedWithTheirLine) {
  EXPECT_THAT(complaint("a\nb\n\"c"), HasSubstr("list.csv: line 3: a quote is not closed"));
  EXPECT_THAT(complaint("a\nb\"c\n"), HasSubstr("line 2: a quote inside of a text"));
  EXPECT_THAT(complaint("\"a\"b\n"), HasSubstr("line 1: a quote is followed by more text"));
}

}  // namespace
}  // namespace osteosign
