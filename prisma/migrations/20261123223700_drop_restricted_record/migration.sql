-- DropTable
DROP TABLE "restricted_record";
